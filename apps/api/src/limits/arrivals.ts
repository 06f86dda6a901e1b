import { type IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { clientAddress, networkOf } from '../accounts/network-address.js';
import { Config } from '../config/config.js';
import { MainThread } from './main-thread.js';
import { tooMany } from './rate.js';
import { TokenBucket } from './token-bucket.js';

/** A minute's connections are spread over it, but for so large a part that comes at once: all of a house after a restart. */
const BURSTS_A_MINUTE = 2;
/** All addresses together may connect so many times as often as one. */
const ADDRESSES_AT_FULL_RATE = 5;
/** Connections of which it is found out at the same time whose they are, and such as wait for that. */
const MOST_AT_ONCE = 4;
const MOST_WAITING = 2000;
const RETRY_WAITING_SECONDS = 5;
/** While the main thread is busy each of those at once is followed by so long a pause: who is in goes first. */
const PAUSE_WHILE_BUSY_MS = 40;
/** Addresses that are remembered until those that have been quiet are forgotten. */
const SWEEP_ABOVE = 1000;

/** How often an address, and all together, may connect sockets, and how many are looked at at once. */
@Injectable()
export class Arrivals {
  private readonly perSecond;
  private readonly burst;
  private readonly all;
  private readonly ofAddresses = new Map<string, TokenBucket>();
  private readonly waiting: (() => void)[] = [];
  private underWay = 0;

  constructor(
    private readonly config: Config,
    private readonly thread: MainThread,
  ) {
    const perMinute = config.limits.connectionsPerMinute;
    this.perSecond = perMinute / 60;
    this.burst = Math.ceil(perMinute / BURSTS_A_MINUTE);
    this.all = this.bucket(ADDRESSES_AT_FULL_RATE);
  }

  /** Before anything is done about a new connection. Answers the seconds to wait when it is one too many, else 0. */
  count(request: IncomingMessage): number {
    if (this.perSecond === 0) return 0;
    const ofAddress = this.bucketOf(networkOf(clientAddress(request, this.config.trustProxy)));
    const wait = Math.max(ofAddress.secondsUntilNext, this.all.secondsUntilNext);
    // Who is refused uses nothing up: those who wait as they are told come in beside those who do not.
    if (wait > 0) return Math.ceil(wait);
    ofAddress.charge(1);
    this.all.charge(1);
    return 0;
  }

  /** Finds out whose a connection is, when it is its turn. Throws `rate_limited` when too many wait for that. */
  async identify<T>(task: () => Promise<T>): Promise<T> {
    if (this.underWay >= MOST_AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) {
        throw tooMany('Too many connect at this moment; try again', RETRY_WAITING_SECONDS);
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.underWay += 1;
    }
    try {
      return await task();
    } finally {
      // The next one takes this one's place.
      const next = this.waiting.shift();
      if (!next) this.underWay -= 1;
      else if (this.thread.isBusy) setTimeout(next, PAUSE_WHILE_BUSY_MS);
      else next();
    }
  }

  private bucket(times: number): TokenBucket {
    return new TokenBucket(this.perSecond * times, this.burst * times);
  }

  private bucketOf(address: string): TokenBucket {
    const known = this.ofAddresses.get(address);
    if (known) return known;
    if (this.ofAddresses.size >= SWEEP_ABOVE) {
      for (const [other, bucket] of this.ofAddresses) if (bucket.isFull) this.ofAddresses.delete(other);
    }
    const bucket = this.bucket(1);
    this.ofAddresses.set(address, bucket);
    return bucket;
  }
}
