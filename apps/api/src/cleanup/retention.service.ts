import { DEFAULT_RETENTION, type Retention, type StoredRetention } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../accounts/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { nextRunAfter } from './cleanup-plan.js';
import { RetentionEntity } from './retention.entity.js';

/** The rules of cleaning up, as an administrator has set them. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly database: DataSource,
    private readonly transactions: TransactionRunner,
    private readonly audit: AuditLog,
  ) {}

  /** The rules, and since when they hold; the start of all time while nobody has decided anything. */
  async current(): Promise<{ rules: Retention; since: Date }> {
    const row = await this.row();
    return row
      ? { rules: row.rules, since: row.updatedAt }
      : { rules: DEFAULT_RETENTION, since: new Date(0) };
  }

  async read(now = new Date()): Promise<StoredRetention> {
    const row = await this.row();
    const rules = row?.rules ?? DEFAULT_RETENTION;
    return {
      retention: rules,
      updatedAt: row?.updatedAt.toISOString() ?? null,
      updatedBy: row?.updatedBy ? { id: row.updatedBy.id, name: row.updatedBy.name } : null,
      nextRunAt: nextRunAfter(rules, now)?.toISOString() ?? null,
    };
  }

  async replace(caller: Caller, rules: Retention): Promise<StoredRetention> {
    const row = { id: 1, rules, updatedAt: new Date(), updatedById: caller.userId };
    await this.transactions.run(async (manager) => {
      await manager.upsert(RetentionEntity, row, ['id']);
      await this.audit.note(manager, caller, 'retention_changed', [{}], rulesInWords(rules));
    });
    return this.read();
  }

  private row(): Promise<RetentionEntity | null> {
    return this.database.manager.findOne(RetentionEntity, {
      where: { id: 1 },
      relations: { updatedBy: true },
    });
  }
}

/** Which rules are on, for the audit log. */
function rulesInWords({ schedule, sessions, videos, trash, leftovers, diskPressure }: Retention): string {
  const days = (what: string, { enabled, days: after }: { enabled: boolean; days: number }) =>
    enabled ? [`${what} after ${after} days`] : [];
  const on = [
    ...days('sessions', sessions),
    ...days('videos', videos),
    ...days('trash', trash),
    ...days('leftovers', leftovers),
    ...(diskPressure.enabled ? [`videos below ${diskPressure.minFreeBytes} free bytes`] : []),
  ];
  const when = schedule.enabled ? `daily at ${schedule.hour}:00 UTC` : 'by hand alone';
  return on.length === 0 ? 'Nothing is removed' : `Removed ${when}: ${on.join(', ')}`;
}
