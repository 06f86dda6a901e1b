/** Pictures that an encoder may hold back without being suspected of anything. */
const HELD_BACK = 2;

/** Since when an encoder owes what it was given. Time comes in as an argument. */
export class EncoderProgress {
  /** When the pictures went in after which nothing came out. */
  private given: number[] = [];

  /**
   * When the oldest picture went in after which nothing came out; null while all is well. An encoder that keeps a
   * picture or two until the next one comes owes nothing: a camera may stand still.
   */
  get waitingSince(): number | null {
    return this.given.length > HELD_BACK ? (this.given[0] as number) : null;
  }

  /** A picture goes in. */
  pictureIn(now: number): void {
    this.given.push(now);
  }

  /** An encoded picture comes out. */
  packetOut(): void {
    this.given = [];
  }
}
