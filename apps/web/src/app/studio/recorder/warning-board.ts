import type { RecorderWarning, WarningCode } from './recorder-messages';

/** Two minutes of video at 2 Mbit/s, and as much again for the browser's own needs. */
const LOW_BYTES = 64 * 1024 * 1024;

/** What that comes to before the recording is stopped, rounded up. */
const LOW_MINUTES = 4;

/** The recording is stopped with room left to write its end and to upload it. */
const LEAST_BYTES = 16 * 1024 * 1024;

/** Measuring the room costs the browser a look at the disk. */
const STORAGE_INTERVAL_MS = 10_000;

/** The warnings that stand. */
export class WarningBoard {
  private warnings: readonly RecorderWarning[] = [];
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly changed: () => void) {}

  get all(): readonly RecorderWarning[] {
    return this.warnings;
  }

  raise(code: WarningCode, message: string): void {
    const standing = this.warnings.find((warning) => warning.code === code);
    if (standing?.message === message) return;
    this.warnings = [...this.warnings.filter((warning) => warning !== standing), { code, message }];
    this.changed();
  }

  /** Takes these down, or all of them. */
  clear(...codes: WarningCode[]): void {
    const kept = codes.length ? this.warnings.filter(({ code }) => !codes.includes(code)) : [];
    if (kept.length === this.warnings.length) return;
    this.warnings = kept;
    this.changed();
  }

  /** Raises or clears one. */
  set(code: WarningCode, stands: boolean, message: string): void {
    if (stands) this.raise(code, message);
    else this.clear(code);
  }

  /**
   * Looks how much room is left, before a recording and while it runs. Resolves with whether there is too little to
   * record; that it gets scarce is warned of.
   */
  async roomIsGone(moment: 'start' | 'recording'): Promise<boolean> {
    const now = performance.now();
    if (moment === 'recording' && now - this.lookedAt < STORAGE_INTERVAL_MS) return false;
    this.lookedAt = now;
    const { quota, usage } = await navigator.storage.estimate();
    if (quota === undefined || usage === undefined) return false;
    const left = quota - usage;
    if (left < LEAST_BYTES) return true;
    this.set(
      'storage_low',
      left < LOW_BYTES,
      `Little space is left on this device: some ${LOW_MINUTES} minutes at most.`,
    );
    return false;
  }
}
