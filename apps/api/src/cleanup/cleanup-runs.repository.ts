import type {
  CleanupDeletion,
  CleanupRun,
  CleanupRunStatus,
  CleanupTotals,
  Retention,
} from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError } from '../errors/domain-error.js';
import { violatedConstraint } from '../errors/postgres-error.js';
import { CleanupRunEntity } from './cleanup-run.entity.js';

/** A run that is about to be. */
export interface NewRun {
  trigger: CleanupRun['trigger'];
  startedById: string | null;
  rules: Retention;
  status: 'queued' | 'needs_confirmation';
  planned: CleanupTotals;
  confirmation: string | null;
  message: string | null;
}

/** A line of a run's log, before it has its place in it. */
export interface LoggedRemoval extends Pick<
  CleanupDeletion,
  'sessionId' | 'sessionName' | 'action' | 'reason' | 'bytes'
> {
  ownerId: string;
}

/** Where a page of runs goes on. */
export interface RunPlace {
  startedAt: string;
  id: string;
}

/** Runs and their logs. */
@Injectable()
export class CleanupRunsRepository {
  constructor(private readonly database: DataSource) {}

  /** @throws DomainError `conflict` while another run is queued or running. */
  async add(manager: EntityManager, run: NewRun): Promise<string> {
    const { planned, ...rest } = run;
    try {
      const { identifiers } = await manager.insert(CleanupRunEntity, {
        ...rest,
        plannedSessions: planned.sessions,
        plannedVideos: planned.videos,
        plannedBytes: planned.bytes,
        endedAt: run.status === 'queued' ? null : () => 'now()',
      });
      return String(identifiers[0]?.['id']);
    } catch (error) {
      if (violatedConstraint(error) !== 'uq_cleanup_run_active') throw error;
      throw new DomainError('conflict', 'A cleanup is running; wait until it has ended');
    }
  }

  find(id: string): Promise<CleanupRunEntity | null> {
    return this.database.manager.findOne(CleanupRunEntity, { where: { id }, relations: { startedBy: true } });
  }

  /** The run that is queued or running, or null. */
  findActive(): Promise<CleanupRunEntity | null> {
    return this.database
      .createQueryBuilder(CleanupRunEntity, 'run')
      .where(`run.status IN ('queued', 'running')`)
      .getOne();
  }

  /** The newest run that nobody has started by hand, or null. */
  findLastScheduled(): Promise<CleanupRunEntity | null> {
    return this.database.manager.findOne(CleanupRunEntity, {
      where: { trigger: 'schedule' },
      order: { startedAt: 'DESC' },
    });
  }

  /** Newest first, after a place. */
  page(limit: number, after: RunPlace | null): Promise<CleanupRunEntity[]> {
    const query = this.database
      .createQueryBuilder(CleanupRunEntity, 'run')
      .leftJoinAndSelect('run.startedBy', 'user')
      .orderBy('run.startedAt', 'DESC')
      .addOrderBy('run.id', 'DESC')
      .take(limit);
    if (after) query.where('(run.started_at, run.id) < (:startedAt, :id)', after);
    return query.getMany();
  }

  /** What a run will do, now that it begins. */
  async begin(id: string, planned: CleanupTotals): Promise<void> {
    await this.database.query(
      `UPDATE cleanup_run SET status = 'running', planned_sessions = $2, planned_videos = $3, planned_bytes = $4
        WHERE id = $1 AND status = 'queued'`,
      [id, planned.sessions, planned.videos, planned.bytes],
    );
  }

  async end(
    id: string,
    status: Exclude<CleanupRunStatus, 'queued' | 'running'>,
    { message = null, confirmation = null }: { message?: string | null; confirmation?: string | null } = {},
  ): Promise<void> {
    await this.database.query(
      `UPDATE cleanup_run SET status = $2, ended_at = now(), message = $3, confirmation = $4
        WHERE id = $1 AND status IN ('queued', 'running')`,
      [id, status, message, confirmation],
    );
  }

  /** Writes what was taken into the run's log and sums, in the transaction that takes it. */
  async log(
    manager: EntityManager,
    runId: string,
    removals: readonly LoggedRemoval[],
    skipped: number,
  ): Promise<void> {
    const sessions = removals.filter(({ action }) => action === 'remove_session').length;
    const [[run]]: [{ place: number }[], number] = await manager.query(
      `UPDATE cleanup_run
          SET removed_sessions = removed_sessions + $2, removed_videos = removed_videos + $3,
              removed_bytes = removed_bytes + $4, skipped = skipped + $5
        WHERE id = $1 RETURNING removed_sessions + removed_videos AS place`,
      [
        runId,
        sessions,
        removals.length - sessions,
        removals.reduce((sum, { bytes }) => sum + bytes, 0),
        skipped,
      ],
    );
    if (!run) throw new Error('Invariant: a run that removes something is there');
    await manager.query(
      `INSERT INTO cleanup_deletion (run_id, place, session_id, session_name, owner_id, action, reason, bytes)
       SELECT $1, $2::int + line.place::int, session_id, session_name, owner_id, action, reason, bytes
         FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::bigint[]) WITH ORDINALITY
           AS line (session_id, session_name, owner_id, action, reason, bytes, place)`,
      [
        runId,
        run.place - removals.length,
        removals.map(({ sessionId }) => sessionId),
        removals.map(({ sessionName }) => sessionName),
        removals.map(({ ownerId }) => ownerId),
        removals.map(({ action }) => action),
        removals.map(({ reason }) => reason),
        removals.map(({ bytes }) => bytes),
      ],
    );
  }

  /** Lines of a run's log after a place, in their order. */
  deletions(runId: string, limit: number, after: number): Promise<LogLine[]> {
    return this.database.query(
      `SELECT line.place, line.session_id AS "sessionId", line.session_name AS "sessionName",
              line.action, line.reason, line.bytes::float8 AS bytes, line.at,
              CASE WHEN u.id IS NOT NULL THEN json_build_object('id', u.id, 'name', u.name) END AS owner
         FROM cleanup_deletion line LEFT JOIN user_account u ON u.id = line.owner_id
        WHERE line.run_id = $1 AND line.place > $2 ORDER BY line.place LIMIT $3`,
      [runId, after, limit],
    );
  }
}

/** A line of a run's log as it is stored. */
export type LogLine = Omit<CleanupDeletion, 'at'> & { place: number; at: Date };
