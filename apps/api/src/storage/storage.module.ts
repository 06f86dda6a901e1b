import { Module } from '@nestjs/common';
import { MediaReconciliation } from './media-reconciliation.js';
import { MediaReferencesRepository } from './media-references.repository.js';
import { MediaReportController } from './media-report.controller.js';
import { MediaUsage } from './media-usage.js';
import { SessionFactsRepository } from './session-facts.repository.js';
import { StorageController } from './storage.controller.js';
import { StorageService } from './storage.service.js';

/** How much is stored, and whether database and media store agree. */
@Module({
  controllers: [StorageController, MediaReportController],
  providers: [
    SessionFactsRepository,
    MediaUsage,
    StorageService,
    MediaReferencesRepository,
    MediaReconciliation,
  ],
  exports: [SessionFactsRepository, MediaUsage, StorageService],
})
export class StorageModule {}
