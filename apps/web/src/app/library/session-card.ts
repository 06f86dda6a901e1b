import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { Session } from '@reclimb/contracts';
import {
  mdiDeleteForeverOutline,
  mdiDotsVertical,
  mdiPencilOutline,
  mdiPlay,
  mdiRestore,
  mdiTrashCanOutline,
} from '@mdi/js';
import { Icon, countOf, formatDuration, formatMoment, formatWhen, speakDuration } from '@reclimb/ui';
import { SessionPicture } from '../session/session-picture';
import { SessionStatus } from '../session/session-status';

/** One session in the library. */
@Component({
  selector: 'rc-session-card',
  imports: [Icon, MatIconButton, MatMenuModule, RouterLink, SessionPicture, SessionStatus],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './session-card.html',
  styleUrl: './session-card.scss',
})
export class SessionCard {
  readonly session = input.required<Session>();
  /** Milliseconds of the epoch: what "ago" counts from. */
  readonly now = input.required<number>();
  readonly rename = output<void>();
  readonly delete = output<void>();
  /** Only for a session in the trash. */
  readonly restore = output<void>();
  readonly deleteForGood = output<void>();

  protected readonly icons = {
    more: mdiDotsVertical,
    play: mdiPlay,
    rename: mdiPencilOutline,
    delete: mdiTrashCanOutline,
    restore: mdiRestore,
    deleteForGood: mdiDeleteForeverOutline,
  };
  protected readonly duration = computed(() => formatDuration(this.session().duration));
  protected readonly spokenDuration = computed(() => speakDuration(this.session().duration));
  protected readonly frames = computed(() => countOf(this.session().frameCount, 'frame'));
  protected readonly when = computed(() => formatWhen(this.session().createdAt, this.now()));
  protected readonly moment = computed(() => formatMoment(this.session().createdAt));
  protected readonly inTrash = computed(() => this.session().deletedAt !== null);
  protected readonly replayable = computed(() => this.session().frameCount > 0 && !this.inTrash());
}
