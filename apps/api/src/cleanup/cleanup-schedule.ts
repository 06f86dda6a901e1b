import type { Retention } from '@reclimb/contracts';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Jobs } from '../jobs/jobs.js';
import { MediaStore } from '../media/media-store.js';
import { StorageService } from '../storage/storage.service.js';
import { isRunDue, onlyDiskPressure } from './cleanup-plan.js';
import { CleanupRunsRepository } from './cleanup-runs.repository.js';
import { CLEANUP_JOB, CleanupService } from './cleanup.service.js';
import { RetentionService } from './retention.service.js';

const HOURLY_JOB = 'cleanup-hourly';
const EVERY_HOUR = '0 * * * *';

/** Looks every hour whether something is to be cleaned up; of several servers one does. The disk is looked at every time. */
@Injectable()
export class CleanupSchedule implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('Cleanup');

  constructor(
    private readonly database: DataSource,
    private readonly jobs: Jobs,
    private readonly retention: RetentionService,
    private readonly cleanup: CleanupService,
    private readonly runs: CleanupRunsRepository,
    private readonly storage: StorageService,
    private readonly media: MediaStore,
  ) {}

  onModuleInit(): void {
    this.jobs.register(HOURLY_JOB, () => this.hourly(new Date()), { cron: EVERY_HOUR });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.reviveActive();
  }

  /** What is done every hour, as of `now`. */
  async hourly(now: Date): Promise<void> {
    await this.storage.sample(now);
    await this.reviveActive();
    const { rules, since } = await this.retention.current();
    if (!rules.schedule.enabled) return;
    const last = (await this.runs.findLastScheduled())?.startedAt ?? since;
    const isDaily = isRunDue(rules, last > since ? last : since, now);
    const { enabled, minFreeBytes } = rules.diskPressure;
    if (isDaily) await this.start(rules);
    else if (enabled && (await this.media.freeBytes()) < minFreeBytes) {
      await this.start(onlyDiskPressure(rules));
    }
  }

  private async start(rules: Retention): Promise<void> {
    if (await this.runs.findActive()) return;
    const plan = await this.cleanup.plan(rules);
    if (plan.confirmation !== null && (await this.hasAsked(plan.confirmation))) return;
    const run = await this.cleanup.start('schedule', rules, plan);
    this.logger.log(`Cleanup ${run.id} by schedule: ${run.status}`);
  }

  /** One question is enough, however often the disk is looked at. */
  private async hasAsked(confirmation: string): Promise<boolean> {
    const [newest] = await this.runs.page(1, null);
    return newest?.status === 'needs_confirmation' && newest.confirmation === confirmation;
  }

  /** A run whose job is lost would keep every other one from starting. */
  private async reviveActive(): Promise<void> {
    const active = await this.runs.findActive();
    if (!active || (await this.jobs.has(CLEANUP_JOB, active.id))) return;
    await this.jobs.add(this.database.manager, CLEANUP_JOB, { runId: active.id }, { jobKey: active.id });
  }
}
