import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { fitPicture } from '@reclimb/pose';
import { drawPoses } from '@reclimb/ui';
import { GhostSettings } from './ghost-settings';
import { type Overview, overviewOf } from './overview';
import { ReplaySession } from './replay-session';
import { spokenTime, timeText } from './time-text';

const COLUMNS = 300;
/** The overview is made anew at most this often while frames arrive. */
const OVERVIEW_MS = 400;
const PREVIEW: { readonly width: number; readonly height: number } = { width: 120, height: 90 };

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
  private readonly bar = viewChild.required<ElementRef<HTMLElement>>('bar');
  private readonly preview = viewChild.required<ElementRef<HTMLCanvasElement>>('preview');
  private readonly overviewMade = signal<Overview>({ hips: '', empty: [] });
  private dragging: 'position' | 'a' | 'b' | undefined;

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
  protected readonly markers = computed(() =>
    this.replay.markers().map((marker) => ({ ...marker, share: this.shareOf(marker.timestamp) })),
  );
  /** Where the pointer hovers; undefined when it does not. */
  protected readonly hover = signal<{ share: number; time: number; label: string } | undefined>(undefined);

  constructor() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    effect(() => {
      if (!this.replay.state()?.buffered.length) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        this.look();
      }, OVERVIEW_MS);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  }

  protected down(event: PointerEvent, what: 'position' | 'a' | 'b'): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.bar().nativeElement.setPointerCapture(event.pointerId);
    this.bar().nativeElement.focus({ preventScroll: true });
    this.dragging = what;
    this.drag(event);
  }

  protected move(event: PointerEvent): void {
    if (this.dragging) this.drag(event);
    this.show(event);
  }

  protected up(): void {
    this.dragging = undefined;
  }

  protected leave(): void {
    this.hover.set(undefined);
  }

  private drag(event: PointerEvent): void {
    const time = this.timeAt(event);
    const { player } = this.replay;
    if (this.dragging === 'position') player.seek({ timestamp: time });
    else if (this.dragging === 'a') {
      player.setRange(Math.min(time, player.state.b ?? Infinity), player.state.b);
    } else player.setRange(player.state.a, Math.max(time, player.state.a ?? 0));
  }

  private show(event: PointerEvent): void {
    const time = this.timeAt(event);
    const near = this.markers().find(({ share }) => Math.abs(share - this.shareOf(time)) < 0.008);
    this.hover.set({ share: this.shareOf(time), time, label: near?.label ?? '' });
    const canvas = this.preview().nativeElement;
    const context = canvas.getContext('2d');
    const session = this.replay.session();
    if (!context || !session) return;
    context.setTransform(canvas.width / PREVIEW.width, 0, 0, canvas.height / PREVIEW.height, 0, 0);
    context.clearRect(0, 0, PREVIEW.width, PREVIEW.height);
    const picture = { width: session.imageWidth || 4, height: session.imageHeight || 3 };
    const { mirror } = this.settings.look();
    drawPoses(
      context,
      this.replay.player.momentAt(time)?.poses ?? [],
      fitPicture({ picture, box: PREVIEW, mode: 'contain', mirror }),
      { skeleton: session.skeleton, colours: this.settings.colours(), thickness: 2, outline: false },
    );
  }

  private look(): void {
    const { player } = this.replay;
    const session = this.replay.session();
    const frameCount = player.state.extent.frameCount;
    if (!player.track || !session || frameCount === 0) return;
    const span = { start: this.replay.start(), end: this.replay.end(), frameCount };
    this.overviewMade.set(overviewOf(player.track, session.skeleton, span, COLUMNS));
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
