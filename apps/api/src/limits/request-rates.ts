import { Injectable } from '@nestjs/common';
import { type Caller } from '../accounts/caller.js';
import { networkOf } from '../accounts/network-address.js';
import { Config } from '../config/config.js';
import { countOne, rateOf } from './rate.js';

const MINUTE = 60;
/** A gym shares one address: it holds as many users who ask as much as they may. */
const USERS_AT_FULL_RATE = 10;

/** How many REST requests a user, all users of an address, or an address without a user may make. */
@Injectable()
export class RequestRates {
  private readonly ofUsers;
  private readonly ofUsersAddresses;
  private readonly ofAddresses;

  constructor({ limits }: Config) {
    this.ofUsers = rateOf(limits.requestsPerMinute, MINUTE);
    this.ofUsersAddresses = rateOf(limits.requestsPerMinute * USERS_AT_FULL_RATE, MINUTE);
    this.ofAddresses = rateOf(limits.anonymousRequestsPerMinute, MINUTE);
  }

  /** Counts a request. Throws `rate_limited` when it is one too many. */
  async count(caller: Caller | null, address: string): Promise<void> {
    const network = networkOf(address);
    if (!caller) return countOne(this.ofAddresses, network);
    await countOne(this.ofUsers, caller.userId);
    await countOne(this.ofUsersAddresses, network);
  }
}
