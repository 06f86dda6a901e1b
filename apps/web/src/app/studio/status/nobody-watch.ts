/** A climber may be hidden for a moment behind a volume; after this nobody is there. */
export const NOBODY_AFTER_SECONDS = 2;

/**
 * Says whether nobody is in the picture, from the detector's answers and the pictures' own time (microseconds).
 * Another camera's clock starts anew, so a jump back begins again.
 */
export class NobodyWatch {
  private seenAt: number | undefined;

  answer(people: number, timestamp: number): boolean {
    if (people > 0 || this.seenAt === undefined || timestamp < this.seenAt) this.seenAt = timestamp;
    return timestamp - this.seenAt >= NOBODY_AFTER_SECONDS * 1e6;
  }

  reset(): void {
    this.seenAt = undefined;
  }
}
