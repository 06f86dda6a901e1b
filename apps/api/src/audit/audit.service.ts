import type { AuditPage, AuditQuery, LooksQuery } from '@reclimb/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Caller } from '../accounts/caller.js';
import { Config } from '../config/config.js';
import { Jobs } from '../jobs/jobs.js';
import { AuditRepository } from './audit.repository.js';

/** Every hour: a server that runs by day only comes to it too. */
const EVERY_HOUR = '41 * * * *';

/** Telling the audit log, to administrators and to those whom it concerns, and forgetting what is old. */
@Injectable()
export class AuditService implements OnModuleInit {
  private readonly keptDays: number;

  constructor(
    private readonly entries: AuditRepository,
    private readonly jobs: Jobs,
    { auditDays }: Config,
  ) {
    this.keptDays = auditDays;
  }

  onModuleInit(): void {
    this.jobs.register('forget-audit', () => this.entries.forget(this.keptDays), { cron: EVERY_HOUR });
  }

  list(query: AuditQuery): Promise<AuditPage> {
    return this.page(query, null);
  }

  /** What others did that concerns the caller. */
  looks({ userId }: Caller, query: LooksQuery): Promise<AuditPage> {
    return this.page(query, userId);
  }

  private async page(query: AuditQuery, subjectId: string | null): Promise<AuditPage> {
    const rows = await this.entries.page({ ...query, limit: query.limit + 1 }, subjectId);
    const items = rows.slice(0, query.limit);
    const nextCursor = rows.length > query.limit ? (items.at(-1)?.id ?? null) : null;
    return { items, nextCursor, keptDays: this.keptDays };
  }
}
