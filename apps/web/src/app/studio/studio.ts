import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import {
  mdiArrowLeft,
  mdiFlipHorizontal,
  mdiFullscreen,
  mdiFullscreenExit,
  mdiVolumeHigh,
  mdiVolumeOff,
} from '@mdi/js';
import { Icon, LIVE_COLOUR, PoseOverlay, formatDuration } from '@reclimb/ui';
import { AfterRecording } from './after/after-recording';
import { Unfinished } from './after/unfinished';
import { Camera } from './camera/camera';
import { pictureSource } from './camera/picture-source';
import { StudioSounds } from './countdown/sounds';
import { Detection, detectionNotice } from './detection/detection';
import type { LivePoses } from './recorder/recorder-messages';
import { RecorderClient } from './recorder/recorder-client';
import { StudioPreferenceStore } from './session-setup/preferences';
import { SetupBar } from './session-setup/setup-bar';
import { NobodyWatch } from './status/nobody-watch';
import { Quiet } from './status/quiet';
import { uploadWording } from './status/upload-wording';
import { StudioRecording } from './studio-recording';

/** A picture whose shape is this near to the window's fills it; a wider gap would cut off hands or feet. */
const FILL_RATIO = 1.45;

/** Where a climb is recorded: the live picture with its skeleton, and what it takes to start, watch and stop. */
@Component({
  selector: 'rc-studio',
  imports: [AfterRecording, Icon, MatButton, MatIconButton, PoseOverlay, RouterLink, SetupBar, Unfinished],
  providers: [Camera, Quiet, StudioRecording, StudioSounds],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './studio.html',
  styleUrls: ['./studio.scss', './studio-controls.scss'],
  host: {
    '[class.far]': 'far()',
    '[class.faded]': 'faded()',
    '[class.recording]': 'phase() === "recording"',
    '(document:keydown)': 'key($event)',
    '(document:fullscreenchange)': 'fullscreenChanged()',
    '(window:beforeunload)': 'beforeUnload($event)',
    '(window:resize)': 'resized()',
  },
})
export class Studio {
  protected readonly camera = inject(Camera);
  protected readonly recorder = inject(RecorderClient);
  protected readonly recording = inject(StudioRecording);
  protected readonly detection = inject(Detection);
  protected readonly preferences = inject(StudioPreferenceStore);
  private readonly quiet = inject(Quiet);
  private readonly document = inject(DOCUMENT);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly preview = viewChild.required<ElementRef<HTMLVideoElement>>('preview');
  private readonly overlay = viewChild.required(PoseOverlay);

  protected readonly icons = {
    back: mdiArrowLeft,
    mirror: mdiFlipHorizontal,
    enlarge: mdiFullscreen,
    reduce: mdiFullscreenExit,
    loud: mdiVolumeHigh,
    silent: mdiVolumeOff,
  };
  protected readonly phase = this.recording.phase;
  /** Readable from five metres: full screen where the browser can, huge figures in any case. */
  protected readonly far = signal(false);
  private readonly nobodyWatch = new NobodyWatch();
  private readonly nobodySeen = signal(false);
  private readonly windowRatio = signal(1);
  private newestPoses: LivePoses | undefined;
  private drawing = 0;

  protected readonly size = computed(() => this.recording.pictureSize() ?? { width: 4, height: 3 });
  protected readonly fit = computed(() => {
    const picture = this.size().width / this.size().height;
    const ratio = picture / this.windowRatio();
    return Math.max(ratio, 1 / ratio) <= FILL_RATIO ? 'cover' : 'contain';
  });
  protected readonly timer = computed(() => formatDuration(this.recorder.elapsedSeconds()));
  protected readonly rate = computed(() => Math.round(this.recorder.detectionRate()));
  protected readonly upload = computed(() =>
    uploadWording({
      phase: this.recorder.state(),
      connection: this.recorder.connection(),
      refusal: this.recorder.refusal(),
      oldestPendingAge: this.recorder.oldestPendingAge(),
      elapsedSeconds: this.recorder.elapsedSeconds(),
      secondsStored: this.recorder.secondsStored(),
      framesStored: this.recorder.framesStored(),
      pendingBytes: this.recorder.pendingBytes(),
    }),
  );
  protected readonly notice = computed(() =>
    detectionNotice(this.detection.report(), this.detection.replaced()),
  );
  protected readonly nobody = computed(
    () => this.nobodySeen() && this.detection.ready() && !this.camera.problem(),
  );
  protected readonly faded = computed(
    () =>
      this.quiet.value() &&
      (this.phase() === 'recording' || (this.phase() === 'ready' && !this.camera.problem())),
  );

  constructor() {
    const { cameraId, model } = this.preferences.value();
    this.resized();
    this.detection.use(model);
    void this.camera.open(cameraId ? { rather: cameraId } : 'any');
    effect(() => this.show(this.camera.stream()));
    effect(() => this.attach(this.camera.track(), this.detection.connectionNumber()));
    this.recorder.livePoses = (poses) => this.seen(poses);
    this.recorder.detectorStalled = () => this.detection.stalled();
    inject(DestroyRef).onDestroy(() => {
      this.recorder.livePoses = null;
      this.recorder.detectorStalled = null;
      this.recorder.detach();
      cancelAnimationFrame(this.drawing);
      if (this.document.fullscreenElement) void this.document.exitFullscreen();
    });
  }

  /** Whether nothing would be cut off by leaving. */
  get mayLeave(): boolean {
    return this.phase() !== 'recording' && this.phase() !== 'countdown';
  }

  /** Stops what runs, so that the page can be left. */
  async stopForLeaving(): Promise<void> {
    this.recording.callOff();
    if (this.phase() === 'recording') await this.recording.stop();
  }

  protected pictureShown(): void {
    this.camera.pictureShown();
    const { videoWidth: width, videoHeight: height } = this.preview().nativeElement;
    const known = this.recording.pictureSize();
    if (width > 0 && (known?.width !== width || known.height !== height)) {
      this.recording.pictureSize.set({ width, height });
    }
  }

  protected mirror(): void {
    this.preferences.update({ mirrored: !this.preferences.value().mirrored });
  }

  protected sounds(): void {
    this.preferences.update({ sounds: !this.preferences.value().sounds });
  }

  protected async enlarge(): Promise<void> {
    const larger = !this.far();
    this.far.set(larger);
    try {
      if (!larger && this.document.fullscreenElement) await this.document.exitFullscreen();
      else if (larger) await this.host.ownerDocument.documentElement.requestFullscreen?.();
    } catch (error) {
      // Phones that know no full screen show the huge figures within the window.
      console.warn('The window stays as it is.', error);
    }
  }

  protected fullscreenChanged(): void {
    if (!this.document.fullscreenElement) this.far.set(false);
  }

  protected resized(): void {
    const { innerWidth = 1, innerHeight = 1 } = this.document.defaultView ?? {};
    this.windowRatio.set(innerWidth / Math.max(1, innerHeight));
  }

  protected key(event: KeyboardEvent): void {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || !this.isFree(event.target)) return;
    switch (event.key) {
      case ' ':
        event.preventDefault();
        return void this.recording.toggle();
      case 'Escape':
        return this.recording.callOff();
      case 'f':
        return void this.enlarge();
      case 'x':
        return this.mirror();
    }
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.recorder.busy()) event.preventDefault();
  }

  /** Whether a key pressed here is a wish to the studio: not while typing, choosing or answering a question. */
  private isFree(target: EventTarget | null): boolean {
    if (!(target instanceof Element)) return true;
    if (target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="alertdialog"]')) {
      return false;
    }
    // Space presses the button that the keyboard has reached; one that was clicked has not taken Space over.
    return !target.closest('button:focus-visible, a:focus-visible');
  }

  private show(stream: MediaStream | undefined): void {
    const preview = this.preview().nativeElement;
    preview.srcObject = stream ?? null;
    this.nobodyWatch.reset();
    if (!stream) this.forgetPoses();
    else {
      preview.play().catch((error: unknown) => {
        // Replaced by a newer stream before it began: that one plays.
        if (this.camera.stream() === stream) console.warn('The preview does not play.', error);
      });
      this.watchPictures(preview, stream);
    }
  }

  private watchPictures(preview: HTMLVideoElement, stream: MediaStream): void {
    const shown = () => {
      if (this.camera.stream() !== stream) return;
      this.pictureShown();
      preview.requestVideoFrameCallback(shown);
    };
    preview.requestVideoFrameCallback(shown);
  }

  private attach(track: MediaStreamTrack | undefined, _connection: number): void {
    if (!track) return;
    const source = pictureSource(track, this.preview().nativeElement);
    untracked(() => this.recorder.attach(source, this.detection.connect()));
  }

  private seen(poses: LivePoses): void {
    this.newestPoses = poses;
    this.nobodySeen.set(this.nobodyWatch.answer(poses.poses.length, poses.timestamp));
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = 0;
      if (!this.newestPoses) return;
      const { poses, skeleton } = this.newestPoses;
      this.overlay().draw([{ key: 'live', poses, style: { skeleton, colours: LIVE_COLOUR } }]);
    });
  }

  private forgetPoses(): void {
    this.newestPoses = undefined;
    this.nobodySeen.set(false);
    this.overlay().clear();
  }
}
