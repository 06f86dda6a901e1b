import type { Ballast } from './outbox/ballast';

/** A recording begins when this much can be had: two minutes of video at 2 Mbit/s. */
const LEAST_AT_START = 32 * 1024 * 1024;

/** With less than this the climber is warned. */
const SCARCE = 64 * 1024 * 1024;

/** The recording is stopped with this much left: for its end, and for the browser's own needs. */
const LEAST = 16 * 1024 * 1024;

/** What the browser says of its quota changes slowly, and costs it a look at the disk. */
const QUOTA_INTERVAL_MS = 10_000;

/** Room that is held; see {@link Ballast}. */
export type HeldRoom = Pick<Ballast, 'held' | 'take' | 'drop' | 'letGo' | 'gaveWay'>;

/** How it stands with the room for a recording; `left` in bytes, as far as it is known. */
export interface RoomReport {
  readonly state: 'enough' | 'scarce' | 'gone';
  readonly left: number;
}

/**
 * Whether this device has room for a recording. What the browser says is only half of the truth: today's tell a round
 * figure whatever the disk holds. What is really there is known by the {@link Ballast}, which takes hold of it.
 */
export class DeviceRoom {
  private lookedAt = Number.NEGATIVE_INFINITY;

  /**
   * @param changed told when a recording had to be given room that was held: the disk is full.
   * @param quotaLeft what the browser says that may still be stored; infinite when it says nothing.
   */
  constructor(
    private readonly ballast: Promise<HeldRoom | null>,
    changed: (report: RoomReport) => void,
    private readonly quotaLeft: () => Promise<number> = askQuota,
  ) {
    void ballast.then((held) => {
      if (held) held.gaveWay = (left) => changed(report(left, LEAST));
    });
  }

  /** Takes hold of room ahead of a recording. */
  async prepare(): Promise<void> {
    await (await this.ballast)?.take();
  }

  /** Whether there is room to begin. What was held is given back when there is not. */
  async beforeStart(): Promise<RoomReport> {
    const ballast = await this.ballast;
    const held = await ballast?.take();
    const left = Math.min(await this.quotaBeside(ballast), held ?? Number.POSITIVE_INFINITY);
    const room = report(left, LEAST_AT_START - 1);
    if (room.state === 'gone') await ballast?.drop();
    return room;
  }

  /** The browser's own word while a recording runs; null when it is not yet time to ask again. */
  async look(now: number): Promise<RoomReport | null> {
    if (now - this.lookedAt < QUOTA_INTERVAL_MS) return null;
    this.lookedAt = now;
    return report(await this.quotaBeside(await this.ballast), LEAST);
  }

  /** Nothing is recorded any more. */
  async release(): Promise<void> {
    await (await this.ballast)?.letGo();
  }

  /** What is held counts as used, and is there all the same. */
  private async quotaBeside(ballast: HeldRoom | null): Promise<number> {
    return (await this.quotaLeft()) + (ballast?.held ?? 0);
  }
}

/** @param least that much and less is none. */
function report(left: number, least: number): RoomReport {
  return { state: left <= least ? 'gone' : left < SCARCE ? 'scarce' : 'enough', left };
}

async function askQuota(): Promise<number> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? Number.POSITIVE_INFINITY : quota - usage;
}
