import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import { RouterLink } from '@angular/router';
import { videoRemovedText } from '../../session/video-removed';
import { Camera } from '../../studio/camera/camera';
import { Detection, detectionNotice } from '../../studio/detection/detection';
import { StartCountdown } from '../controls/start-countdown';
import { GhostSettings } from '../ghost/ghost-settings';
import { ReplayActions } from '../replay-actions';
import { ReplaySession } from '../replay-session';
import { StageChoice } from '../stage/stage-choice';

/** Seconds behind a live session from which on a way to its edge is offered; what follows it lags by its batches. */
const LIVE_LAG = 4;

/** How it stands, over the picture: what is not as usual, what is waited for, the countdown. None of it stops the rest. */
@Component({
  selector: 'rc-replay-status',
  imports: [MatButton, MatProgressSpinner, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './replay-status.html',
  styleUrl: './replay-status.scss',
  host: { '(window:online)': 'online.set(true)', '(window:offline)': 'online.set(false)' },
})
export class ReplayStatus {
  protected readonly actions = inject(ReplayActions);
  protected readonly camera = inject(Camera);
  protected readonly replay = inject(ReplaySession);
  protected readonly stage = inject(StageChoice);
  readonly #detection = inject(Detection);
  readonly #settings = inject(GhostSettings);

  protected readonly countdown = inject(StartCountdown).digit;
  protected readonly phase = this.replay.phase;
  /** Whether the browser has a network at all: it knows before a stream notices that nothing comes any more. */
  protected readonly online = signal(inject(DOCUMENT).defaultView?.navigator.onLine ?? true);

  protected readonly empty = computed(() => {
    const extent = this.replay.state()?.extent;
    return this.phase() !== 'loading' && extent?.frameCount === 0 && !extent.live;
  });
  protected readonly busy = computed(() => {
    const phase = this.phase();
    return phase === 'loading' || phase === 'seeking' || (phase === 'buffering' && !this.replay.live());
  });
  /** Whether the session is being recorded, and further on than what is shown. */
  protected readonly behindLive = computed(
    () => this.replay.live() && this.replay.end() - this.replay.position() > LIVE_LAG,
  );
  /** How finding the climber's own body stands, when it is wished for and not as usual. */
  protected readonly ownBody = computed(() =>
    this.stage.usesCamera() && this.#settings.look().live
      ? detectionNotice(this.#detection.report(), this.#detection.replaced())
      : undefined,
  );
  /** Why nothing is shown at all. */
  protected readonly failure = computed(() => {
    const problem = this.replay.state()?.problem;
    switch (problem?.code) {
      case 'not_found':
        return {
          title: 'This session is not here',
          text: 'It has been deleted, or it belongs to somebody else.',
        };
      case 'unauthenticated':
        return { title: 'You are not logged in any more', text: 'Log in again to see this session.' };
      default:
        return { title: 'This cannot be replayed now', text: problem?.message ?? '' };
    }
  });
  /** One line about what is going on, when it is not as usual. */
  protected readonly notice = computed(() => {
    const { phase, problem, extent } = this.replay.state() ?? {};
    const isGone = [problem, this.replay.refusal()].some((reason) => reason?.code === 'not_found');
    if (isGone && phase !== 'failed') {
      return 'This session has been deleted. What is loaded still plays.';
    }
    if (problem?.retrying) {
      return phase === 'loading'
        ? 'The server does not answer. Trying again …'
        : 'No connection: playing what is loaded, and trying again …';
    }
    if (problem && phase !== 'failed') return problem.message;
    if (!this.online()) return 'No network: playing what is loaded …';
    if (extent?.live) {
      return phase === 'buffering' ? 'At the live edge: still being recorded' : 'Still being recorded';
    }
    return this.#videoRemoved();
  });
  /** Why the plain stage has no video to offer; not while it plays, when nothing is to stand in the way. */
  readonly #videoRemoved = computed(() => {
    const session = this.replay.session();
    // The viewer of a link is not told.
    const removal = session && 'videoRemoved' in session ? session.videoRemoved : undefined;
    const isPlain = this.stage.layout() === 'plain' || this.stage.layout() === 'both';
    return removal && isPlain && !this.replay.playing() ? videoRemovedText(removal) : undefined;
  });
}
