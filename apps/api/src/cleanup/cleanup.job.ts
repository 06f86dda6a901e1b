import type { CleanupAction } from '@reclimb/contracts';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import * as z from 'zod';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { isConnectionError } from '../errors/postgres-error.js';
import { Jobs } from '../jobs/jobs.js';
import { mediaKeys } from '../media/media-keys.js';
import { MediaRemoval } from '../media/media-removal.js';
import { MediaStore } from '../media/media-store.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { WebhookOutbox } from '../webhooks/webhook-outbox.js';
import type { PlannedAction } from './cleanup-plan.js';
import type { CleanupRunEntity } from './cleanup-run.entity.js';
import { CleanupRunsRepository } from './cleanup-runs.repository.js';
import { askingMessage, CLEANUP_JOB, CleanupService, totalsOf } from './cleanup.service.js';
import { RemovalsRepository, type RemovingSession } from './removals.repository.js';
import { StepSize } from './step-size.js';

/** Sessions in one transaction: their locks are held for some milliseconds. On a busy machine it is fewer. */
const MOST_SESSIONS = 50;
const SESSIONS_AT_FIRST = 10;
const FEWEST_SESSIONS = 1;
/** Frames that are removed in one transaction: as many. */
const MOST_FRAMES = 2000;
const FRAMES_AT_FIRST = 300;
const FEWEST_FRAMES = 50;

const payloadSchema = z.object({ runId: z.uuid() });

/**
 * Carries a run out in small steps. A step first hides its sessions and writes the log, in one transaction that checks
 * that they are as the plan saw them; then it removes their media, frames and rows bit by bit. A run that was broken off
 * goes on where it was.
 */
@Injectable()
export class CleanupJob implements OnModuleInit {
  private readonly logger = new Logger('Cleanup');
  private readonly frames = new StepSize(FEWEST_FRAMES, FRAMES_AT_FIRST, MOST_FRAMES);

  constructor(
    private readonly cleanup: CleanupService,
    private readonly runs: CleanupRunsRepository,
    private readonly removals: RemovalsRepository,
    private readonly sessions: SessionsRepository,
    private readonly webhooks: WebhookOutbox,
    private readonly transactions: TransactionRunner,
    private readonly media: MediaStore,
    private readonly mediaRemoval: MediaRemoval,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register(CLEANUP_JOB, (payload, abort) =>
      this.attempt(payloadSchema.parse(payload).runId, abort),
    );
  }

  private async attempt(runId: string, abort: AbortSignal): Promise<void> {
    try {
      await this.run(runId, abort);
    } catch (error) {
      // The job comes again when the server or the database does.
      if (abort.aborted || isConnectionError(error)) throw error;
      this.logger.error(error);
      const message = error instanceof DomainError ? error.message : "The server's log says what went wrong";
      await this.runs.end(runId, 'failed', { message });
    }
  }

  private async run(runId: string, abort: AbortSignal): Promise<void> {
    const run = await this.runs.find(runId);
    if (run?.status !== 'queued' && run?.status !== 'running') return;
    await this.finishRemovals(abort);
    const plan = await this.cleanup.plan(run.rules);
    if (run.status === 'queued') {
      if (plan.confirmation !== null && plan.confirmation !== run.confirmation) {
        const message = askingMessage(run.confirmation !== null);
        return this.runs.end(runId, 'needs_confirmation', { message, confirmation: plan.confirmation });
      }
      await this.runs.begin(runId, totalsOf(plan.actions));
    }
    const sessions = new StepSize(FEWEST_SESSIONS, SESSIONS_AT_FIRST, MOST_SESSIONS);
    for (let done = 0; done < plan.actions.length;) {
      abort.throwIfAborted();
      const step = plan.actions.slice(done, done + sessions.size);
      await sessions.measured(step.length / sessions.size, () => this.carryOut(run, step));
      await this.finishRemovals(abort);
      done += step.length;
    }
    await this.runs.end(runId, 'completed');
    this.logger.log(`Cleanup ${runId} has ended`);
  }

  private async carryOut(run: CleanupRunEntity, actions: readonly PlannedAction[]): Promise<void> {
    const keepsShared = {
      session_age: run.rules.sessions.keepShared,
      video_age: run.rules.videos.keepShared,
      trash: run.rules.trash.keepShared,
      leftover: run.rules.leftovers.keepShared,
      disk_pressure: run.rules.diskPressure.keepShared,
    };
    await this.transactions.run(async (manager) => {
      const done = new Set<PlannedAction>();
      for (const action of ['remove_session', 'remove_video', 'remove_upload'] satisfies CleanupAction[]) {
        const planned = actions.filter((one) => one.action === action);
        if (planned.length === 0) continue;
        const guarded = planned.map((one) => ({ ...one, keepShared: keepsShared[one.reason] }));
        const rows =
          action === 'remove_session'
            ? await this.sessions.findAll(
                planned.map(({ session }) => session.id),
                manager,
              )
            : [];
        const taken = await this.removals.take(manager, action, guarded);
        await this.mediaRemoval.enqueueKeys(
          manager,
          taken.flatMap(({ keys }) => keys),
        );
        const ids = new Set(taken.map(({ id }) => id));
        const gone = rows.filter(({ id }) => ids.has(id));
        await this.webhooks.announce(manager, 'session.deleted', gone, { permanent: true });
        for (const one of planned) if (ids.has(one.session.id)) done.add(one);
      }
      const removed = actions.filter((one) => done.has(one));
      await this.runs.log(manager, run.id, removed.map(toLogged), actions.length - removed.length);
    });
  }

  /** Removes all of the sessions that have been hidden, by this run or by one that was broken off. */
  private async finishRemovals(abort: AbortSignal): Promise<void> {
    for (;;) {
      abort.throwIfAborted();
      const removing = await this.removals.removing(MOST_SESSIONS);
      if (removing.length === 0) return;
      for (const { id } of removing) await this.media.removeAll(mediaKeys.session(id));
      await this.removeRows(removing);
    }
  }

  /** Many small sessions at once; of one with many frames, these first, bit by bit. */
  private async removeRows(removing: readonly RemovingSession[]): Promise<void> {
    const { frames } = this;
    for (let rest = removing; rest.length > 0;) {
      const [first] = rest as [RemovingSession];
      let left = first.frameCount;
      for (; left > frames.size; left -= await this.removeFrames(first.id, left));
      let count = 1;
      for (const { frameCount } of rest.slice(1)) {
        if (left + frameCount > frames.size) break;
        left += frameCount;
        count += 1;
      }
      const ids = rest.slice(0, count).map(({ id }) => id);
      await frames.measured(left / frames.size, () => this.removals.removeRows(ids));
      rest = rest.slice(count);
    }
  }

  /** Removes the last of so many frames; answers how many went. */
  private async removeFrames(id: string, left: number): Promise<number> {
    const count = this.frames.size;
    await this.frames.measured(1, () => this.removals.removeFrames(id, left - count, left));
    return count;
  }
}

const toLogged = ({ session, action, reason, bytes }: PlannedAction) => ({
  sessionId: session.id,
  sessionName: session.name,
  ownerId: session.owner.id,
  action,
  reason,
  bytes,
});
