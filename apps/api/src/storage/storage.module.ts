import { Module } from '@nestjs/common';
import { MediaUsage } from './media-usage.js';
import { SessionFactsRepository } from './session-facts.repository.js';
import { StorageController } from './storage.controller.js';
import { StorageService } from './storage.service.js';

/** How much is stored. */
@Module({
  controllers: [StorageController],
  providers: [SessionFactsRepository, MediaUsage, StorageService],
  exports: [SessionFactsRepository, MediaUsage, StorageService],
})
export class StorageModule {}
