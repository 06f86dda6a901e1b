import { Global, Module } from '@nestjs/common';
import { LimitsController } from './limits.controller.js';
import { RequestRates } from './request-rates.js';
import { SocketLimits } from './socket-limits.js';
import { StorageLimits } from './storage-limits.js';

/** How much one user, one address or all together may ask for and store. */
@Global()
@Module({
  controllers: [LimitsController],
  providers: [RequestRates, SocketLimits, StorageLimits],
  exports: [RequestRates, SocketLimits, StorageLimits],
})
export class LimitsModule {}
