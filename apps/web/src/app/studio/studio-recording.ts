import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { Camera } from './camera/camera';
import { isHeard, runCountdown } from './countdown/countdown';
import { StudioSounds } from './countdown/sounds';
import { Detection } from './detection/detection';
import { poseModel } from './detection/models';
import { RecorderClient, RecorderError } from './recorder/recorder-client';
import { StudioPreferenceStore } from './session-setup/preferences';
import { DEFAULT_NAME_PATTERN, nameFromPattern, patternAfter } from './session-setup/session-name';
import { sentence } from './status/sentence';
import { refusalAdvice } from './status/upload-wording';

/** What the studio is doing. `after` lasts from the stop until the climber records again. */
export type StudioPhase = 'ready' | 'countdown' | 'recording' | 'after';

/** A second tap this soon after the start is a slip of the finger, not a stop. */
const SLIP_MS = 600;

/** How often a suggested name is brought up to the minute. */
const NAME_INTERVAL_MS = 10_000;

/** From the press of Start over the countdown to the stop: ties camera, detection and recorder together. */
@Injectable()
export class StudioRecording {
  private readonly recorder = inject(RecorderClient);
  private readonly camera = inject(Camera);
  private readonly detection = inject(Detection);
  private readonly sounds = inject(StudioSounds);
  private readonly preferences = inject(StudioPreferenceStore);

  private readonly suggestedAt = signal(new Date());
  private readonly typed = signal<string | undefined>(undefined);
  private readonly shownDigit = signal(0);
  private readonly trouble = signal<string | undefined>(undefined);
  /** Whether the panel of the recording before was left. A finished one from an earlier visit is not shown again. */
  private readonly dismissed = signal(true);
  private cancelCountdown: (() => void) | undefined;
  private startedAt = Number.NEGATIVE_INFINITY;

  /** The size of the pictures as they are shown, which is what is recorded: tracks report it turned on some phones. */
  readonly pictureSize = signal<{ readonly width: number; readonly height: number } | undefined>(undefined);
  /** The digit of the running countdown; 0 when none runs. */
  readonly digit = this.shownDigit.asReadonly();
  /** Why the last press of a button came to nothing. */
  readonly problem = this.trouble.asReadonly();
  readonly name = computed(
    () => this.typed() ?? nameFromPattern(this.preferences.value().namePattern, this.suggestedAt()),
  );
  readonly phase = computed((): StudioPhase => {
    if (this.digit() > 0) return 'countdown';
    const state = this.recorder.state();
    if (state === 'starting' || state === 'recording') return 'recording';
    const over = state === 'stopping' || state === 'stopped' || state === 'failed';
    return over && !this.dismissed() ? 'after' : 'ready';
  });
  readonly canStart = computed(() => Boolean(this.camera.track()) && this.detection.ready());

  constructor() {
    const timer = setInterval(() => {
      if (this.phase() === 'ready' && this.typed() === undefined) this.suggestedAt.set(new Date());
    }, NAME_INTERVAL_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      this.cancelCountdown?.();
    });
    // The camera is gone: what is there is complete, and saved. A stop that fails shows as the recorder's failure.
    effect(() => {
      const ended = this.recorder.picturesEnded() !== null || !this.camera.track();
      if (!ended) return;
      if (untracked(this.phase) === 'recording') void this.stop();
      if (untracked(this.phase) === 'countdown') untracked(() => this.cancelCountdown?.());
    });
    // Whoever hangs on the wall hears that it is over, also when it ended by itself: at a limit, on a full disk.
    let recorded = false;
    effect(() => {
      const state = this.recorder.state();
      if (recorded && state !== 'recording' && untracked(this.preferences.value).sounds) this.sounds.stop();
      recorded = state === 'recording';
    });
  }

  rename(name: string): void {
    this.typed.set(name);
  }

  /** Start, call the countdown off, or stop: whichever the moment asks for. */
  async toggle(): Promise<void> {
    switch (this.phase()) {
      case 'ready':
      case 'after':
        return this.start();
      case 'countdown':
        return this.cancelCountdown?.();
      case 'recording':
        if (this.recorder.state() === 'starting') return;
        if (performance.now() - this.startedAt > SLIP_MS) await this.stop();
    }
  }

  async start(): Promise<void> {
    if (!this.canStart() || (this.phase() !== 'ready' && this.phase() !== 'after')) return;
    this.trouble.set(undefined);
    this.recordAgain();
    const { countdown, sounds } = this.preferences.value();
    if (sounds) this.sounds.wake();
    if (countdown > 0 && !(await this.countDown(countdown))) return;
    await this.begin();
  }

  async stop(): Promise<void> {
    try {
      await this.recorder.stop();
    } catch (error) {
      this.trouble.set(`The recording could not be stopped: ${reason(error)}`);
    }
  }

  /** Calls a running countdown off. */
  callOff(): void {
    this.cancelCountdown?.();
  }

  /** Leaves the panel of the recording before; its upload goes on. */
  recordAgain(): void {
    this.dismissed.set(true);
    if (this.typed() === undefined) this.suggestedAt.set(new Date());
  }

  private async countDown(seconds: number): Promise<boolean> {
    const { over, cancel } = runCountdown(seconds, {
      now: () => performance.now(),
      soon: (callback) => {
        // Not by animation frames: those stand still while the page is hidden.
        const timer = setTimeout(callback, 50);
        return () => clearTimeout(timer);
      },
      digit: (digit) => {
        this.shownDigit.set(digit);
        if (isHeard(digit) && this.preferences.value().sounds) this.sounds.tick();
      },
    });
    this.cancelCountdown = cancel;
    const finished = await over;
    this.cancelCountdown = undefined;
    this.shownDigit.set(0);
    return finished;
  }

  private async begin(): Promise<void> {
    const track = this.camera.track();
    const model = this.detection.model();
    if (!track || !model) return;
    const settings = track.getSettings();
    const name = this.name().trim() || nameFromPattern(DEFAULT_NAME_PATTERN, new Date());
    this.startedAt = performance.now();
    this.dismissed.set(false);
    try {
      await this.recorder.start({
        name,
        model,
        skeleton: poseModel(model).skeleton,
        imageWidth: this.pictureSize()?.width ?? settings.width ?? 640,
        imageHeight: this.pictureSize()?.height ?? settings.height ?? 480,
      });
      if (this.preferences.value().sounds) this.sounds.start();
      this.preferences.update({ namePattern: patternAfter(name, this.suggestedAt()) });
      this.typed.set(undefined);
    } catch (error) {
      this.dismissed.set(true);
      const advice = error instanceof RecorderError ? refusalAdvice(error.code) : '';
      this.trouble.set(`The recording did not start: ${reason(error)} ${advice}`.trim());
    }
  }
}

function reason(error: unknown): string {
  return sentence(error instanceof Error ? error.message : String(error));
}
