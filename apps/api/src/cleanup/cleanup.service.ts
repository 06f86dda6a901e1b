import type {
  CleanupAnswer,
  CleanupDeletionPage,
  CleanupItem,
  CleanupPageQuery,
  CleanupRequest,
  CleanupRunPage,
  CleanupTotals,
  Retention,
} from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import type { Caller } from '../accounts/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from '../errors/validation.js';
import { Jobs } from '../jobs/jobs.js';
import { MediaMount } from '../media/media-mount.js';
import { MediaStore } from '../media/media-store.js';
import { MediaUsage } from '../storage/media-usage.js';
import { SessionFactsRepository } from '../storage/session-facts.repository.js';
import { type CleanupPlan, type PlannedAction, planCleanup } from './cleanup-plan.js';
import type { CleanupRunEntity } from './cleanup-run.entity.js';
import { CleanupRunsRepository } from './cleanup-runs.repository.js';
import { toCleanupRun } from './cleanup-run.mapper.js';
import { RetentionService } from './retention.service.js';

export const CLEANUP_JOB = 'cleanup';

const runCursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);
const placeCursorSchema = z.coerce.number().pipe(
  z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
);

/** Planning and starting cleanups, and their log. */
@Injectable()
export class CleanupService {
  constructor(
    private readonly retention: RetentionService,
    private readonly facts: SessionFactsRepository,
    private readonly usage: MediaUsage,
    private readonly media: MediaStore,
    private readonly mount: MediaMount,
    private readonly runs: CleanupRunsRepository,
    private readonly transactions: TransactionRunner,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  /**
   * What the rules ask for now, with what it would free measured to the byte.
   *
   * @throws DomainError `unavailable` when the media store looks unmounted: what is free there says nothing then.
   */
  async plan(rules: Retention): Promise<CleanupPlan> {
    await this.mount.require();
    const [facts, freeBytes] = await Promise.all([this.facts.all(), this.media.freeBytes()]);
    const plan = planCleanup(rules, facts, freeBytes, new Date());
    const removed = plan.actions.filter(({ action }) => action === 'remove_session');
    const measured = await this.usage.ofSessions(removed.map(({ session }) => session.id));
    const bytesOf = new Map(removed.map(({ session }, index) => [session.id, measured[index] ?? 0]));
    const actions = plan.actions.map((action) => ({
      ...action,
      bytes: bytesOf.get(action.session.id) ?? action.bytes,
    }));
    return { ...plan, actions };
  }

  /** A dry run, or a run by hand. */
  async request(caller: Caller, { dryRun, confirmation }: CleanupRequest): Promise<CleanupAnswer> {
    const { rules } = await this.retention.current();
    const plan = await this.plan(rules);
    await this.audit.listed(
      caller,
      plan.actions.map(({ session }) => session.owner.id),
    );
    return toAnswer(plan, dryRun ? null : await this.start(caller, rules, plan, confirmation));
  }

  /**
   * Queues a run of this plan, by somebody or by the schedule, or notes that it has to be confirmed first.
   *
   * @throws DomainError `conflict` while another run is under way.
   */
  async start(
    by: Caller | 'schedule',
    rules: Retention,
    plan: CleanupPlan,
    confirmation?: string,
  ): Promise<CleanupRunEntity> {
    const asks = plan.confirmation !== null && plan.confirmation !== confirmation;
    const id = await this.transactions.run(async (manager) => {
      const added = await this.runs.add(manager, {
        ...(by === 'schedule'
          ? { trigger: 'schedule', startedById: null }
          : { trigger: 'manual', startedById: by.userId }),
        rules,
        status: asks ? 'needs_confirmation' : 'queued',
        planned: totalsOf(plan.actions),
        confirmation: plan.confirmation,
        message: asks ? askingMessage(confirmation !== undefined) : null,
      });
      if (!asks && by !== 'schedule') {
        const { sessions, videos } = totalsOf(plan.actions);
        await this.audit.note(
          manager,
          by,
          'cleanup_started',
          [{}],
          `${sessions} sessions, ${videos} videos or uploads`,
        );
      }
      if (!asks) await this.jobs.add(manager, CLEANUP_JOB, { runId: added }, { jobKey: added });
      return added;
    });
    return this.find(id);
  }

  async list({ limit, cursor }: CleanupPageQuery): Promise<CleanupRunPage> {
    const place = cursor === undefined ? null : decodeRunCursor(cursor);
    const rows = await this.runs.page(limit + 1, place);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const nextCursor =
      rows.length > limit && last
        ? Buffer.from(JSON.stringify([last.startedAt.toISOString(), last.id])).toString('base64url')
        : null;
    return { items: page.map(toCleanupRun), nextCursor };
  }

  async deletions(
    caller: Caller,
    runId: string,
    { limit, cursor }: CleanupPageQuery,
  ): Promise<CleanupDeletionPage> {
    await this.find(runId);
    const after = placeCursorSchema.safeParse(cursor ?? 0);
    if (!after.success) throw wrongCursor();
    const lines = await this.runs.deletions(runId, limit + 1, after.data);
    const page = lines.slice(0, limit);
    const last = page.at(-1);
    await this.audit.listed(
      caller,
      page.flatMap(({ owner }) => owner?.id ?? []),
    );
    return {
      items: page.map(({ place: _, at, ...line }) => ({ ...line, at: at.toISOString() })),
      nextCursor: lines.length > limit && last ? String(last.place) : null,
    };
  }

  private async find(id: string): Promise<CleanupRunEntity> {
    const run = await this.runs.find(id);
    if (!run) throw new DomainError('not_found', 'There is no such cleanup');
    return run;
  }
}

/** What a plan removes, in figures. */
export function totalsOf(actions: readonly PlannedAction[]): CleanupTotals {
  const sessions = actions.filter(({ action }) => action === 'remove_session').length;
  return {
    sessions,
    videos: actions.length - sessions,
    bytes: actions.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Why a run waits for an administrator. */
export const askingMessage = (planHasChanged: boolean) =>
  planHasChanged
    ? 'This would remove more than half of everything, and not what was confirmed: something has changed since'
    : 'This would remove more than half of everything: confirm it to go on';

function toAnswer(
  { actions, everything, confirmation }: CleanupPlan,
  run: CleanupRunEntity | null,
): CleanupAnswer {
  return {
    items: actions.map(toItem),
    totals: totalsOf(actions),
    everything,
    confirmation,
    run: run && toCleanupRun(run),
  };
}

const toItem = ({ session, action, reason, bytes }: PlannedAction): CleanupItem => ({
  sessionId: session.id,
  sessionName: session.name,
  owner: session.owner,
  createdAt: session.createdAt.toISOString(),
  action,
  reason,
  bytes,
});

function decodeRunCursor(cursor: string): { startedAt: string; id: string } {
  try {
    const [startedAt, id] = runCursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { startedAt, id };
  } catch {
    throw wrongCursor();
  }
}

const wrongCursor = () => validationError([{ path: ['cursor'], message: 'Not a cursor of this list' }]);
