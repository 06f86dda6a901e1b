import { Injectable } from '@nestjs/common';
import { type Login } from '@reclimb/contracts';
import { type EntityManager } from 'typeorm';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { AccessRevocation } from './access-revocation.js';
import { AccountsRepository } from './accounts.repository.js';
import { type Caller } from './caller.js';

/** What lets somebody into an account, and how it ends: sockets that came in by it are closed at once. */
@Injectable()
export class AccountAccess {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly transactions: TransactionRunner,
    private readonly revocation: AccessRevocation,
  ) {}

  async logins(caller: Caller): Promise<Login[]> {
    const rows = await this.accounts.listLogins(caller.userId, new Date());
    return rows.map((row) => ({
      id: row.id,
      current: row.id === caller.loginId,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      userAgent: row.userAgent,
      address: row.address,
    }));
  }

  async endLogin(userId: string, id: string): Promise<void> {
    await this.end(userId, async (manager) => {
      if (!(await this.accounts.removeLogin(manager, userId, id))) throw noSuch('login');
    });
  }

  /** Ends the login that asks, if it came by one. */
  async logOut({ userId, loginId }: Caller): Promise<void> {
    if (loginId === null) return;
    await this.end(
      userId,
      async (manager) => void (await this.accounts.removeLogin(manager, userId, loginId)),
    );
  }

  /** Ends all logins but the one that asks. */
  async endOtherLogins({ userId, loginId }: Caller): Promise<void> {
    await this.end(userId, (manager) => this.accounts.removeLogins(manager, userId, loginId));
  }

  async endToken(userId: string, id: string): Promise<void> {
    await this.end(userId, async (manager) => {
      if (!(await this.accounts.removeToken(manager, userId, id))) throw noSuch('token');
    });
  }

  /** Ends logins, tokens and a link that waits to be used, within the caller's transaction. */
  async endAll(manager: EntityManager, userId: string): Promise<void> {
    await this.accounts.removeLogins(manager, userId, null);
    await this.accounts.removeTokens(manager, userId);
    await this.accounts.removeReset(manager, userId);
    await this.revocation.announce(manager, userId);
  }

  /** Stores a new password, and ends the logins that came in by the old one, but for `exceptLogin`. */
  async changePassword(
    manager: EntityManager,
    userId: string,
    passwordHash: string,
    exceptLogin: string | null,
  ): Promise<void> {
    await this.accounts.setPassword(manager, userId, passwordHash);
    await this.accounts.removeLogins(manager, userId, exceptLogin);
    await this.accounts.removeReset(manager, userId);
    await this.revocation.announce(manager, userId);
  }

  private end(userId: string, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    return this.transactions.run(async (manager) => {
      await work(manager);
      await this.revocation.announce(manager, userId);
    });
  }
}

const noSuch = (what: string) => new DomainError('not_found', `There is no such ${what}`);
