import { DEFAULT_RETENTION, type Retention, type StoredRetention } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../accounts/caller.js';
import { nextRunAfter } from './cleanup-plan.js';
import { RetentionEntity } from './retention.entity.js';

/** The rules of cleaning up, as an administrator has set them. */
@Injectable()
export class RetentionService {
  constructor(private readonly database: DataSource) {}

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
    await this.database.manager.upsert(RetentionEntity, row, ['id']);
    return this.read();
  }

  private row(): Promise<RetentionEntity | null> {
    return this.database.manager.findOne(RetentionEntity, {
      where: { id: 1 },
      relations: { updatedBy: true },
    });
  }
}
