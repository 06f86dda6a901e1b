import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { type MatMenu, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { Session } from '@reclimb/contracts';
import { mdiDotsVertical, mdiPin, mdiPlay } from '@mdi/js';
import { Icon, countOf, formatDuration, formatMoment, formatWhen, speakDuration } from '@reclimb/ui';
import { NameField } from '../session/name-field';
import { SessionPicture } from '../session/session-picture';
import { SessionStatus } from '../session/session-status';
import { HoverPreview } from './hover-preview';
import { Selectable } from './selectable';
import type { SessionAction } from './session-offers';

/** A pointer that only passes starts nothing. */
const PREVIEW_DELAY_MS = 180;
/** Tags that fit under a card. */
const SHOWN_TAGS = 3;

/** One session in the library. */
@Component({
  selector: 'rc-session-card',
  imports: [
    HoverPreview,
    Icon,
    MatIconButton,
    MatMenuTrigger,
    NameField,
    RouterLink,
    Selectable,
    SessionPicture,
    SessionStatus,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './session-card.html',
  styleUrl: './session-card.scss',
})
export class SessionCard {
  readonly session = input.required<Session>();
  /** Milliseconds of the epoch: what "ago" counts from. */
  readonly now = input.required<number>();
  readonly selected = input(false);
  /** Whether anything is selected: a click selects then. */
  readonly selecting = input(false);
  /** What can be done with it. All cards share one: it is told which one opens it. */
  readonly menu = input.required<MatMenu>();
  readonly renamed = output<string>();
  readonly action = output<SessionAction>();
  readonly toggled = output<void>();
  readonly extended = output<void>();

  protected readonly icons = {
    more: mdiDotsVertical,
    play: mdiPlay,
    pinned: mdiPin,
  };
  protected readonly duration = computed(() => formatDuration(this.session().duration));
  protected readonly spokenDuration = computed(() => speakDuration(this.session().duration));
  protected readonly frames = computed(() => countOf(this.session().frameCount, 'frame'));
  protected readonly when = computed(() => formatWhen(this.session().createdAt, this.now()));
  protected readonly moment = computed(() => formatMoment(this.session().createdAt));
  readonly inTrash = computed(() => this.session().deletedAt !== null);
  readonly replayable = computed(() => this.session().frameCount > 0 && !this.inTrash());
  protected readonly tags = computed(() => this.session().tags.slice(0, SHOWN_TAGS));
  protected readonly moreTags = computed(() => this.session().tags.length - this.tags().length);
  readonly renaming = signal(false);
  protected readonly previewing = signal(false);
  #pointed: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#pointed));
  }

  protected rename(name: string): void {
    this.renaming.set(false);
    this.renamed.emit(name);
  }

  protected enter({ pointerType }: PointerEvent): void {
    if (pointerType !== 'mouse' || this.session().frameCount === 0) return;
    clearTimeout(this.#pointed);
    this.#pointed = setTimeout(() => this.previewing.set(true), PREVIEW_DELAY_MS);
  }

  protected leave(): void {
    clearTimeout(this.#pointed);
    this.previewing.set(false);
  }
}
