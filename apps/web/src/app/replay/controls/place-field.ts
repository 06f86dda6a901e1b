import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  signal,
} from '@angular/core';
import { ReplaySession } from '../replay-session';
import { parsePlace, timeText } from '../time-text';

/** The position as time and as frame number; a click makes it a field in which either is typed. */
@Component({
  selector: 'rc-place-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (typing()) {
      <input
        #place
        class="place rc-figures"
        aria-label="Go to a time (mm:ss.cc) or a frame (#number)"
        data-testid="place"
        autocomplete="off"
        [value]="timeText(replay.position())"
        (keydown.enter)="goTo(place.value)"
        (keydown.escape)="typing.set(false)"
        (blur)="typing.set(false)"
      />
    } @else {
      <button
        type="button"
        class="time rc-figures"
        aria-label="Go to a time or a frame"
        data-testid="time"
        [attr.data-position]="replay.position()"
        (click)="startTyping()"
      >
        <span class="now">{{ timeText(replay.position()) }}</span>
        <span class="all">/ {{ timeText(replay.end()) }}</span>
        <span class="frame" data-testid="frame-number">#{{ frameNumber() ?? '…' }}</span>
      </button>
    }
  `,
  styleUrl: './place-field.scss',
})
export class PlaceField {
  protected readonly replay = inject(ReplaySession);
  protected readonly timeText = timeText;
  protected readonly typing = signal(false);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #injector = inject(Injector);

  /** The number of the frame that is shown; undefined while it is not loaded. */
  protected readonly frameNumber = computed(() => {
    const position = this.replay.position() + 1e-4;
    // A paused position stays while its frames arrive.
    const frameCount = this.replay.state()?.extent.frameCount ?? 0;
    const track = this.replay.isOpen ? this.replay.player.track : undefined;
    return track?.covers(position, frameCount) ? Math.max(0, track.frameAt(position)) : undefined;
  });

  protected startTyping(): void {
    this.typing.set(true);
    afterNextRender(
      () => {
        const field = this.#host.querySelector('input');
        field?.focus();
        field?.select();
      },
      { injector: this.#injector },
    );
  }

  protected goTo(text: string): void {
    this.typing.set(false);
    const place = parsePlace(text);
    if (place) this.replay.player.seek(place);
  }
}
