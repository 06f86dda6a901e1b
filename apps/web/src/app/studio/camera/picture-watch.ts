/** A camera at 30 fps that is silent this long has stopped; low light never slows one down to this. */
export const FROZEN_AFTER_MS = 3000;

/**
 * Says when a picture stands still and when it moves again. Time comes in as an argument. A hidden page is shown no
 * pictures by the browser: nothing is concluded until it has been visible for the whole span.
 */
export class PictureWatch {
  private quietSince: number | undefined;
  private frozen = false;

  /** A picture has come. Answers whether it ends a standstill. */
  picture(now: number): boolean {
    this.quietSince = now;
    const ended = this.frozen;
    this.frozen = false;
    return ended;
  }

  /** Looked at regularly. Answers true once when the standstill is long enough. */
  check(now: number, visible: boolean): boolean {
    if (!visible || this.quietSince === undefined) {
      this.quietSince = now;
      return false;
    }
    if (this.frozen || now - this.quietSince < FROZEN_AFTER_MS) return false;
    this.frozen = true;
    return true;
  }

  /** Another stream begins. */
  reset(): void {
    this.quietSince = undefined;
    this.frozen = false;
  }
}
