import type { Session } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { type Caller } from '../accounts/caller.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { SessionAccess } from '../sessions/session-access.js';
import { toSession } from '../sessions/session.mapper.js';
import { FinaliseSession } from './finalising/finalise-session.job.js';

/** Gives a session that could not be finalised another try. */
@Injectable()
export class FinaliseRetry {
  constructor(
    private readonly access: SessionAccess,
    private readonly transactions: TransactionRunner,
    private readonly finaliser: FinaliseSession,
  ) {}

  /** Answers the session; one that is being processed already stays as it is. */
  async retry(caller: Caller, sessionId: string): Promise<Session> {
    const row = await this.access.require(caller, sessionId, 'change');
    if (row.status !== 'failed' && row.status !== 'processing') {
      throw new DomainError('conflict', `There is nothing to try again: the session is ${row.status}`);
    }
    await this.transactions.run(async (manager) => {
      await manager.query(
        `UPDATE session_recording SET status = 'processing', failure_reason = NULL, updated_at = now()
          WHERE id = $1 AND status = 'failed'`,
        [sessionId],
      );
      await this.finaliser.enqueue(manager, sessionId);
    });
    return toSession(await this.access.require(caller, sessionId, 'change'));
  }
}
