import { Global, Module } from '@nestjs/common';
import { RequestRates } from './request-rates.js';
import { SocketLimits } from './socket-limits.js';
import { StorageLimits } from './storage-limits.js';

/** How much one user, one address or all together may ask for and store. */
@Global()
@Module({
  providers: [RequestRates, SocketLimits, StorageLimits],
  exports: [RequestRates, SocketLimits, StorageLimits],
})
export class LimitsModule {}
