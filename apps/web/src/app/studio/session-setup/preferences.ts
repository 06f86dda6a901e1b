import { Injectable, signal } from '@angular/core';
import { recallValues, remember } from '@reclimb/ui';
import { type CountdownSeconds, isCountdown } from '../countdown/countdown';
import { DEFAULT_POSE_MODEL, type PoseModelName, isPoseModelName } from '../detection/models';
import { DEFAULT_NAME_PATTERN } from './session-name';

/** What the studio remembers on this machine between visits. */
export interface StudioPreferences {
  readonly cameraId: string | undefined;
  readonly model: PoseModelName;
  readonly countdown: CountdownSeconds;
  readonly mirrored: boolean;
  readonly sounds: boolean;
  readonly namePattern: string;
}

const KEY = 'reclimb.studio';

const DEFAULTS: StudioPreferences = {
  cameraId: undefined,
  model: DEFAULT_POSE_MODEL,
  countdown: 3,
  mirrored: true,
  sounds: true,
  namePattern: DEFAULT_NAME_PATTERN,
};

/** What is stored, each value by itself: one that makes no sense any more is replaced by its default. */
function remembered(): StudioPreferences {
  const { cameraId, model, countdown, mirrored, sounds, namePattern } = recallValues(KEY);
  return {
    cameraId: typeof cameraId === 'string' && cameraId ? cameraId : DEFAULTS.cameraId,
    model: isPoseModelName(model) ? model : DEFAULTS.model,
    countdown: isCountdown(countdown) ? countdown : DEFAULTS.countdown,
    mirrored: typeof mirrored === 'boolean' ? mirrored : DEFAULTS.mirrored,
    sounds: typeof sounds === 'boolean' ? sounds : DEFAULTS.sounds,
    namePattern: typeof namePattern === 'string' && namePattern.trim() ? namePattern : DEFAULTS.namePattern,
  };
}

/** The studio's preferences, as a signal. */
@Injectable({ providedIn: 'root' })
export class StudioPreferenceStore {
  private readonly current = signal(remembered());
  readonly value = this.current.asReadonly();

  update(change: Partial<StudioPreferences>): void {
    this.current.update((before) => ({ ...before, ...change }));
    remember(KEY, JSON.stringify(this.current()));
  }
}
