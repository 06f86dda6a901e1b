import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { StorageModule } from '../storage/storage.module.js';
import { CleanupController } from './cleanup.controller.js';
import { CleanupJob } from './cleanup.job.js';
import { CleanupRunsRepository } from './cleanup-runs.repository.js';
import { CleanupSchedule } from './cleanup-schedule.js';
import { CleanupService } from './cleanup.service.js';
import { RemovalsRepository } from './removals.repository.js';
import { RetentionController } from './retention.controller.js';
import { RetentionService } from './retention.service.js';

/** What is cleaned up when, and doing it. */
@Module({
  imports: [SessionsModule, StorageModule],
  controllers: [RetentionController, CleanupController],
  providers: [
    RetentionService,
    CleanupService,
    CleanupRunsRepository,
    RemovalsRepository,
    CleanupJob,
    CleanupSchedule,
  ],
})
export class CleanupModule {}
