import type { AccountExport } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountExportEntity } from './account-export.entity.js';

/** An export whose sender has not been heard of for so long has died with its server. */
export const DEAD_AFTER_SECONDS = 60;

/** How much has been sent. */
export interface Sent {
  sessions: number;
  bytes: number;
}

/** The newest export of each account. */
@Injectable()
export class AccountExportsRepository {
  constructor(private readonly database: DataSource) {}

  /** Whether this one may begin: no other of the account is under way, on whichever server. */
  async claim(userId: string, claimId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `INSERT INTO account_export (user_id, claim_id, state, sessions_total)
       SELECT $1, $2, 'running',
              (SELECT count(*) FROM session_recording WHERE user_id = $1 AND removing_at IS NULL)
       ON CONFLICT (user_id) DO UPDATE
         SET claim_id = excluded.claim_id, state = 'running', started_at = now(), seen_at = now(), ended_at = NULL,
             sessions_done = 0, sessions_total = excluded.sessions_total, bytes = 0
       WHERE account_export.state <> 'running'
          OR account_export.seen_at < now() - make_interval(secs => $3)
       RETURNING claim_id`,
      [userId, claimId, DEAD_AFTER_SECONDS],
    );
    return rows.length > 0;
  }

  /** Says that it goes on, or has ended. An overtaken one says nothing any more. */
  async tell(claimId: string, state: AccountExport['state'], { sessions, bytes }: Sent): Promise<void> {
    await this.database.query(
      `UPDATE account_export
          SET state = $2, seen_at = now(), ended_at = CASE WHEN $2 <> 'running' THEN now() END,
              sessions_done = $3, bytes = $4
        WHERE claim_id = $1 AND state = 'running'`,
      [claimId, state, sessions, bytes],
    );
  }

  /** The newest of the account; one that has died is `broken`. */
  async find(userId: string): Promise<AccountExport | null> {
    const row = await this.database.manager.findOneBy(AccountExportEntity, { userId });
    if (!row) return null;
    const isDead = row.state === 'running' && row.seenAt.getTime() < Date.now() - DEAD_AFTER_SECONDS * 1000;
    return {
      state: isDead ? 'broken' : row.state,
      startedAt: row.startedAt.toISOString(),
      endedAt: (isDead ? row.seenAt : row.endedAt)?.toISOString() ?? null,
      sessionsDone: row.sessionsDone,
      sessionsTotal: row.sessionsTotal,
      bytes: row.bytes,
    };
  }
}
