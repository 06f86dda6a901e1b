import { Injectable } from '@nestjs/common';
import { type Account, type LoginRequest, type RegisterRequest, type Setup } from '@reclimb/contracts';
import { AuditLog } from '../audit/audit-log.js';
import { Config } from '../config/config.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { violatedConstraint } from '../errors/postgres-error.js';
import { AccountsRepository } from './accounts.repository.js';
import { type Caller } from './caller.js';
import { LoginThrottle } from './login-throttle.js';
import { Passwords } from './passwords.js';
import { isBlocked, type UserAccountEntity } from './user-account.entity.js';

/** Who has an account, and who gets one. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly transactions: TransactionRunner,
    private readonly config: Config,
    private readonly audit: AuditLog,
  ) {}

  async setup(): Promise<Setup> {
    return { setupRequired: await this.accounts.isEmpty(), registration: this.config.registration };
  }

  /** The account of these credentials. An unknown address and a wrong password get the same answer in the same time. */
  async checkCredentials({ email, password }: LoginRequest, address: string): Promise<Account> {
    await this.throttle.begin(address, email, await this.accounts.hasLoginFrom(email, address));
    const account = await this.accounts.findByEmail(email);
    const right = await this.passwords.matches(account?.passwordHash ?? null, password);
    if (!account || !right) throw new DomainError('unauthenticated', 'E-mail address or password is wrong');
    await this.throttle.succeeded(address, email);
    // Only who knows the password learns it.
    if (isBlocked(account)) {
      throw new DomainError('forbidden', 'This account is disabled; ask the administrator of this server');
    }
    return toAccount(account);
  }

  /**
   * Makes an account: the very first becomes the administrator, later ones need open registration or an administrator
   * who asks. Of two first ones at the same moment one wins.
   */
  async register(request: RegisterRequest, caller: Caller | null): Promise<Account> {
    // Not by a token: a leaked one must not make itself a successor.
    const isAdministrator = caller?.role === 'admin' && caller.loginId !== null;
    const mayAlways = this.config.registration === 'open' || isAdministrator;
    // Before the costly hash: a closed server is not kept busy by strangers.
    if (!mayAlways && !(await this.accounts.isEmpty())) throw closed();
    const passwordHash = await this.passwords.hash(request.password);
    try {
      return await this.transactions.run(async (manager) => {
        await this.accounts.lockAgainstOtherRegistrations(manager);
        const first = await this.accounts.isEmpty(manager);
        if (!first && !mayAlways) throw closed();
        const { email, name } = request;
        const role = first ? 'admin' : 'member';
        const account = await this.accounts.add(manager, { email, name, role, passwordHash });
        if (isAdministrator) await this.audit.note(manager, caller, 'user_added', [{ userId: account.id }]);
        return toAccount(account);
      });
    } catch (error) {
      throw addressTaken(error);
    }
  }
}

/** What a failed insert or update of an account is to be answered with. */
export function addressTaken(error: unknown): unknown {
  if (violatedConstraint(error) !== 'uq_user_account_email') return error;
  return new DomainError('conflict', 'There is an account with this e-mail address already', {
    cause: error,
  });
}

function closed(): DomainError {
  return new DomainError('forbidden', 'Registration is closed; ask the administrator for an account');
}

/** What an account's owner is told of it. */
export function toAccount({
  id,
  email,
  name,
  role,
  deleteAfter,
}: Pick<UserAccountEntity, 'id' | 'email' | 'name' | 'role' | 'deleteAfter'>): Account {
  return { id, email, name, role, ...(deleteAfter && { deleteAfter: deleteAfter.toISOString() }) };
}
