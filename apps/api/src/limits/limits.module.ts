import { Global, Module } from '@nestjs/common';
import { Arrivals } from './arrivals.js';
import { LimitsController } from './limits.controller.js';
import { MainThread } from './main-thread.js';
import { RequestRates } from './request-rates.js';
import { SocketLimits } from './socket-limits.js';
import { StorageLimits } from './storage-limits.js';

/** How much one user, one address or all together may ask for and store. */
@Global()
@Module({
  controllers: [LimitsController],
  providers: [Arrivals, MainThread, RequestRates, SocketLimits, StorageLimits],
  exports: [Arrivals, RequestRates, SocketLimits, StorageLimits],
})
export class LimitsModule {}
