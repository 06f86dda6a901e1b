import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type User } from '@reclimb/contracts';
import { type EntityManager } from 'typeorm';
import * as z from 'zod';
import { AccountAccess } from '../accounts/account-access.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { Jobs } from '../jobs/jobs.js';
import { MediaRemoval } from '../media/media-removal.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { UsersRepository } from './users.repository.js';

const DELETE_ACCOUNT_JOB = 'delete-account';
/** Time to think better of it. */
const DELAY_MS = 7 * 86_400_000;
/** Small transactions: an hour's session is a hundred thousand frames. */
const SESSIONS_AT_ONCE = 5;
const payloadSchema = z.object({ userId: z.uuid() });

/** Deletes accounts with all that they own, after a delay in which it can be undone. */
@Injectable()
export class AccountDeletion implements OnModuleInit {
  private readonly logger = new Logger('AccountDeletion');

  constructor(
    private readonly users: UsersRepository,
    private readonly access: AccountAccess,
    private readonly sessions: SessionsRepository,
    private readonly removal: MediaRemoval,
    private readonly transactions: TransactionRunner,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register(DELETE_ACCOUNT_JOB, (payload) => this.carryOut(payloadSchema.parse(payload).userId));
  }

  /** After the delay; who asks again, or an administrator after the owner, puts it off no further. */
  async schedule(
    manager: EntityManager,
    userId: string,
    deletionBy: NonNullable<User['deletionBy']>,
  ): Promise<void> {
    const known = (await this.users.find(userId, manager))?.delete_after;
    const deleteAfter = known ?? new Date(Date.now() + DELAY_MS);
    await this.users.setDeletion(manager, userId, { deleteAfter, deletionBy });
    await this.jobs.add(manager, DELETE_ACCOUNT_JOB, { userId }, { jobKey: userId, runAt: deleteAfter });
  }

  async cancel(manager: EntityManager, userId: string): Promise<void> {
    await this.users.setDeletion(manager, userId, null);
    await this.jobs.remove(manager, DELETE_ACCOUNT_JOB, userId);
  }

  private async carryOut(userId: string): Promise<void> {
    const due = await this.transactions.run(async (manager) => {
      if (!(await this.users.isDue(manager, userId))) return false;
      // Nothing new is recorded from here on, and nobody takes it back half-way.
      await this.users.patch(manager, userId, { disabled: true });
      await this.access.endAll(manager, userId);
      return true;
    });
    if (!due) return;
    let more = true;
    while (more) more = await this.transactions.run((manager) => this.removeSome(manager, userId));
    await this.transactions.run((manager) => this.users.remove(manager, userId));
    this.logger.log(`Account ${userId} is deleted with all that it owned`);
  }

  private async removeSome(manager: EntityManager, userId: string): Promise<boolean> {
    const ids = await this.users.someSessions(manager, userId, SESSIONS_AT_ONCE);
    await this.removal.enqueue(manager, await this.sessions.remove(manager, userId, ids));
    return ids.length > 0;
  }
}
