import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
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

/** Reads what is stored, each value by itself: one that makes no sense any more is replaced by its default. */
export function readPreferences(stored: string | null): StudioPreferences {
  let found: Readonly<Record<string, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}');
    if (parsed && typeof parsed === 'object') found = parsed as Record<string, unknown>;
  } catch {
    // Whatever wrote this was not Reclimb: the defaults hold, and the next change replaces it.
  }
  const { cameraId, model, countdown, mirrored, sounds, namePattern } = found;
  return {
    cameraId: typeof cameraId === 'string' && cameraId ? cameraId : DEFAULTS.cameraId,
    model: isPoseModelName(model) ? model : DEFAULTS.model,
    countdown: isCountdown(countdown) ? countdown : DEFAULTS.countdown,
    mirrored: typeof mirrored === 'boolean' ? mirrored : DEFAULTS.mirrored,
    sounds: typeof sounds === 'boolean' ? sounds : DEFAULTS.sounds,
    namePattern: typeof namePattern === 'string' && namePattern.trim() ? namePattern : DEFAULTS.namePattern,
  };
}

@Injectable({ providedIn: 'root' })
export class StudioPreferenceStore {
  private readonly storage = storageOf(inject(DOCUMENT).defaultView);
  private readonly current = signal(readPreferences(this.storage?.getItem(KEY) ?? null));
  readonly value = this.current.asReadonly();

  update(change: Partial<StudioPreferences>): void {
    this.current.update((before) => ({ ...before, ...change }));
    try {
      this.storage?.setItem(KEY, JSON.stringify(this.current()));
    } catch (error) {
      console.warn('The studio cannot remember its settings: the browser’s storage is full or shut.', error);
    }
  }
}

/** A browser that blocks storage throws at the mere access. */
function storageOf(window: Window | null): Storage | undefined {
  try {
    return window?.localStorage;
  } catch {
    return undefined;
  }
}
