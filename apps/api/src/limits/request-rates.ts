import { Injectable } from '@nestjs/common';
import { type Caller } from '../accounts/caller.js';
import { networkOf } from '../accounts/network-address.js';
import { Config } from '../config/config.js';
import { countOne, rateOf } from './rate.js';

const MINUTE = 60;

/** How many REST requests a user, or an address without one, may make. */
@Injectable()
export class RequestRates {
  private readonly ofUsers;
  private readonly ofAddresses;

  constructor({ limits }: Config) {
    this.ofUsers = rateOf(limits.requestsPerMinute, MINUTE);
    this.ofAddresses = rateOf(limits.anonymousRequestsPerMinute, MINUTE);
  }

  /** Counts a request. Throws `rate_limited` when it is one too many. */
  count(caller: Caller | null, address: string): Promise<void> {
    return caller ? countOne(this.ofUsers, caller.userId) : countOne(this.ofAddresses, networkOf(address));
  }
}
