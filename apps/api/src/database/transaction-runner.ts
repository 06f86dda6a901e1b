import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { sqlState } from '../errors/postgres-error.js';

/** PostgreSQL chose this transaction as the victim; running it again is the documented answer. */
const RETRIED_STATES: ReadonlySet<string> = new Set(['40P01', '40001']);
const ATTEMPTS = 4;

/**
 * Runs work in one transaction. The manager is handed over explicitly, there is no ambient one: what is not given the
 * manager is visibly outside.
 */
@Injectable()
export class TransactionRunner {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Commits what `work` did, or nothing of it. `work` may run several times (after a deadlock or a serialisation
   * failure), so it must have no effect outside the transaction.
   */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        if (attempt === ATTEMPTS || !RETRIED_STATES.has(sqlState(error) ?? '')) throw error;
        // Jitter, so that two victims of each other do not meet again.
        await delay(attempt * 10 + Math.random() * 20);
      }
    }
  }
}
