import { Injectable } from '@nestjs/common';
import { type Account, type PasswordChange, type PasswordReset, type ResetLink } from '@reclimb/contracts';
import { type EntityManager } from 'typeorm';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from '../errors/validation.js';
import { AccountAccess } from './account-access.js';
import { AccountsRepository } from './accounts.repository.js';
import { toAccount } from './accounts.service.js';
import { type Caller } from './caller.js';
import { LoginThrottle } from './login-throttle.js';
import { Passwords } from './passwords.js';
import { hashSecret, newSecret } from './secret.js';
import { isBlocked } from './user-account.entity.js';

/** A link is handed over by an administrator, who may meet its user at the next training. */
const RESET_LIFETIME_MS = 3 * 86_400_000;

/** Changing a password: by the present one, or by a link that is good once. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly access: AccountAccess,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly transactions: TransactionRunner,
  ) {}

  /** Throws `validation_failed` at `path` unless this is the caller's password; guessing is slowed down as at the login. */
  async confirm({ userId, email }: Caller, password: string, path: string, address: string): Promise<void> {
    await this.throttle.begin(address, email, true);
    const account = await this.accounts.find(userId);
    if (!(await this.passwords.matches(account?.passwordHash ?? null, password))) {
      throw validationError([{ path: [path], message: 'This is not your password' }]);
    }
    await this.throttle.succeeded(address, email);
  }

  /** The other logins end. */
  async change(
    caller: Caller,
    { currentPassword, newPassword }: PasswordChange,
    address: string,
  ): Promise<void> {
    await this.confirm(caller, currentPassword, 'currentPassword', address);
    const passwordHash = await this.passwords.hash(newPassword);
    await this.transactions.run((manager) =>
      this.access.changePassword(manager, caller.userId, passwordHash, caller.loginId),
    );
  }

  /** A new link; the account's last one is good no more. */
  async makeLink(manager: EntityManager, userId: string): Promise<ResetLink> {
    const token = newSecret();
    const expiresAt = new Date(Date.now() + RESET_LIFETIME_MS);
    await this.accounts.setReset(manager, { userId, secretHash: hashSecret(token), expiresAt });
    return { token, expiresAt: expiresAt.toISOString() };
  }

  /** Uses a link up. All logins end; answers the account. */
  async reset({ token, password }: PasswordReset): Promise<Account> {
    return this.transactions.run(async (manager) => {
      const userId = await this.accounts.takeReset(manager, hashSecret(token));
      const account = userId === null ? null : await this.accounts.find(userId, manager);
      if (!account || isBlocked(account)) {
        throw new DomainError('not_found', 'This link has expired or was used already; ask for a new one');
      }
      // Only now: hashing is costly, and anybody may try a link.
      const passwordHash = await this.passwords.hash(password);
      await this.access.changePassword(manager, account.id, passwordHash, null);
      return toAccount(account);
    });
  }
}
