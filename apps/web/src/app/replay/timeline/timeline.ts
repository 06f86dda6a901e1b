import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { Frame, Marker } from '@reclimb/contracts';
import { GhostSettings } from '../ghost/ghost-settings';
import { HoverPreview } from './hover-preview';
import { type Overview, overviewOf } from './overview';
import { ReplayActions } from '../replay-actions';
import { ReplaySession } from '../replay-session';
import { spokenTime, timeText } from '../time-text';

const COLUMNS = 300;
/** The overview is made anew at most this often while frames arrive. */
const OVERVIEW_MS = 400;
/** A session of more frames is looked at from end to end by a few of them: so many are loaded within moments anyway. */
const LOADED_SOON = 1800;
/** How many those are: some 160 kB, a frame for every second column. */
const SAMPLES = COLUMNS / 2;
/** Pixels a pointer may move on a marker and still mean to go there, not to drag it. */
const SLIP = 4;
/** Seconds that an arrow key moves an end of the loop, and with Shift. */
const NUDGE = 0.1;
const LARGE_NUDGE = 1;
/** Share of the timeline within which the pointer is at a marker. */
const NEAR = 0.008;

type End = 'a' | 'b';
/** What the pointer holds: the position, an end of the loop, or a marker. */
type Held = 'position' | End | Marker;

/**
 * The session from start to end: what has been played and loaded, the height of the hips, stretches without a person,
 * markers and the A–B range. Dragging scrubs; the handles drag the range's ends; hovering shows the moment.
 */
@Component({
  selector: 'rc-timeline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './timeline.html',
  styleUrl: './timeline.scss',
})
export class Timeline {
  protected readonly replay = inject(ReplaySession);
  protected readonly columns = COLUMNS;
  protected readonly timeText = timeText;
  private readonly settings = inject(GhostSettings);
  protected readonly spokenTime = spokenTime;
  private readonly actions = inject(ReplayActions);
  private readonly area = viewChild.required<ElementRef<HTMLElement>>('area');
  private readonly bar = viewChild.required<ElementRef<HTMLElement>>('bar');
  private readonly preview = viewChild.required<ElementRef<HTMLCanvasElement>>('preview');
  private readonly overviewMade = signal<Overview>({ hips: '', empty: [] });
  /** Frames from all over a long session, for what is not loaded of it. */
  private readonly samples = signal<readonly Frame[]>([]);
  private readonly hovering = new HoverPreview(this.replay, this.settings);
  private held: Held | undefined;
  /** Where the pointer took hold, in pixels of the window. */
  private heldAt = 0;
  /** A marker that is being dragged, and where to, in seconds. */
  private readonly carried = signal<{ readonly id: string; readonly timestamp: number } | undefined>(
    undefined,
  );

  protected readonly overview = this.overviewMade.asReadonly();
  protected readonly share = computed(() => this.shareOf(this.replay.position()));
  /** The position as it is told: ten changes a second are more than anyone hears. */
  protected readonly tenths = computed(() => Math.round(this.replay.position() * 10) / 10);
  protected readonly spoken = computed(
    () => `${spokenTime(this.tenths())} of ${spokenTime(this.replay.end())}`,
  );
  protected readonly buffered = computed(() =>
    (this.replay.state()?.buffered ?? []).map(({ start, end }) => ({
      from: this.shareOf(start),
      to: this.shareOf(end),
    })),
  );
  protected readonly a = computed(() => this.shareOrNull(this.replay.state()?.a));
  protected readonly b = computed(() => this.shareOrNull(this.replay.state()?.b));
  /** The ends of the loop that are set. */
  protected readonly ends = computed(() => {
    const state = this.replay.state();
    return (['a', 'b'] as const).flatMap((name) => {
      const time = state?.[name] ?? null;
      return time === null ? [] : [{ name, time, share: this.shareOf(time) }];
    });
  });
  /** The markers and the share of the timeline that each one's label has for itself. */
  protected readonly markers = computed(() => {
    const carried = this.carried();
    const placed = this.replay
      .markers()
      .map((marker) => (marker.id === carried?.id ? { ...marker, ...carried } : marker))
      .sort((one, other) => one.timestamp - other.timestamp)
      .map((marker) => ({ ...marker, share: this.shareOf(marker.timestamp) }));
    return placed.map((marker, index) => ({
      ...marker,
      room: (placed[index + 1]?.share ?? 1) - marker.share,
    }));
  });
  /** Where the pointer hovers; undefined when it does not. */
  protected readonly hover = signal<{ share: number; time: number; label: string } | undefined>(undefined);

  constructor() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const sampling = new AbortController();
    effect(() => {
      // What is to be seen first is not to wait for it.
      if (this.replay.begun()) untracked(() => void this.sample(sampling.signal));
    });
    effect(() => {
      this.samples();
      if (!this.replay.state()?.buffered.length) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        this.look();
      }, OVERVIEW_MS);
    });
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(timer);
      sampling.abort();
      this.hovering.forget();
    });
  }

  protected down(event: PointerEvent, what: Held): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.area().nativeElement.setPointerCapture(event.pointerId);
    if (what === 'position') this.bar().nativeElement.focus({ preventScroll: true });
    this.held = what;
    this.heldAt = event.clientX;
    if (what === 'position') this.drag(event);
  }

  protected move(event: PointerEvent): void {
    if (this.held) this.drag(event);
    this.show(event);
  }

  protected up(): void {
    const { held } = this;
    const carried = this.carried();
    this.cancel();
    if (typeof held !== 'object') return;
    if (!carried) return this.replay.player.seek({ timestamp: held.timestamp });
    this.replay.keepMarker({ ...held, timestamp: carried.timestamp });
    void this.actions.moveMarker(held, carried.timestamp);
  }

  protected cancel(): void {
    this.held = undefined;
    this.carried.set(undefined);
  }

  protected leave(): void {
    this.hovering.forget();
    this.hover.set(undefined);
  }

  /** Arrows move an end of the loop, Delete takes it away. */
  protected key(event: KeyboardEvent, end: End): void {
    const time = this.replay.state()?.[end] ?? null;
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (time !== null && direction !== undefined) {
      this.setEnd(end, time + direction * (event.shiftKey ? LARGE_NUDGE : NUDGE));
    } else if (event.key === 'Home') this.setEnd(end, this.replay.start());
    else if (event.key === 'End') this.setEnd(end, this.replay.end());
    else if (event.key === 'Delete' || event.key === 'Backspace') this.setEnd(end, null);
    else return;
    event.preventDefault();
  }

  private drag(event: PointerEvent): void {
    const time = this.timeAt(event);
    const { held } = this;
    if (held === 'position') this.replay.player.seek({ timestamp: time });
    else if (held === 'a' || held === 'b') this.setEnd(held, time);
    else if (
      held &&
      !this.replay.readOnly() &&
      (this.carried() || Math.abs(event.clientX - this.heldAt) > SLIP)
    ) {
      this.carried.set({ id: held.id, timestamp: time });
    }
  }

  /** Neither end goes beyond the other, nor out of the session. */
  private setEnd(end: End, wanted: number | null): void {
    const { player } = this.replay;
    const { a, b } = player.state;
    const time = wanted === null ? null : Math.min(this.replay.end(), Math.max(this.replay.start(), wanted));
    if (end === 'a') player.setRange(time === null ? null : Math.min(time, b ?? Infinity), b);
    else player.setRange(a, time === null ? null : Math.max(time, a ?? 0));
  }

  private show(event: PointerEvent): void {
    const time = this.timeAt(event);
    const share = this.shareOf(time);
    const near = this.markers().find((marker) => Math.abs(marker.share - share) < NEAR);
    this.hover.set({ share, time, label: near?.label ?? '' });
    this.hovering.show(this.preview().nativeElement, time);
  }

  private async sample(signal: AbortSignal): Promise<void> {
    const { frameCount } = this.replay.player.state.extent;
    if (frameCount <= LOADED_SOON) return;
    try {
      this.samples.set(await this.replay.sampled(Math.ceil(frameCount / SAMPLES), signal));
    } catch {
      // The curve then grows with what is loaded; what is wrong with the connection is said by the player.
    }
  }

  private look(): void {
    const { player } = this.replay;
    const session = this.replay.session();
    const frameCount = player.state.extent.frameCount;
    if (!player.track || !session || frameCount === 0) return;
    const span = { start: this.replay.start(), end: this.replay.end(), frameCount };
    this.overviewMade.set(overviewOf(player.track, this.samples(), session.skeleton, span, COLUMNS));
  }

  private timeAt(event: PointerEvent): number {
    const { left, width } = this.bar().nativeElement.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)));
    return this.replay.start() + share * (this.replay.end() - this.replay.start());
  }

  private shareOf(time: number): number {
    const length = this.replay.end() - this.replay.start();
    return length > 0 ? Math.min(1, Math.max(0, (time - this.replay.start()) / length)) : 0;
  }

  private shareOrNull(time: number | null | undefined): number | null {
    return time === null || time === undefined ? null : this.shareOf(time);
  }
}
