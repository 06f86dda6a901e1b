import { Injectable } from '@nestjs/common';
import {
  type Account,
  type CreatedUser,
  type NewUser,
  type ResetLink,
  type User,
  type UserPage,
  type UserPatch,
  type UserQuery,
} from '@reclimb/contracts';
import { type EntityManager } from 'typeorm';
import { AccountAccess } from '../accounts/account-access.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { addressTaken } from '../accounts/accounts.service.js';
import { PasswordService } from '../accounts/password.service.js';
import { Passwords } from '../accounts/passwords.js';
import { type Caller } from '../accounts/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { AccountDeletion } from './account-deletion.js';
import { type UserRow, UsersRepository } from './users.repository.js';

/** Administering users. Whatever is done, an administrator who can log in stays. */
@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly accounts: AccountsRepository,
    private readonly access: AccountAccess,
    private readonly passwords: Passwords,
    private readonly links: PasswordService,
    private readonly deletion: AccountDeletion,
    private readonly transactions: TransactionRunner,
    private readonly audit: AuditLog,
  ) {}

  async list(query: UserQuery): Promise<UserPage> {
    const rows = await this.users.page(query);
    const items = rows.slice(0, query.limit).map(toUser);
    return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.email ?? null) : null };
  }

  async get(id: string): Promise<User> {
    return known(await this.users.find(id));
  }

  async add(caller: Caller, { email, name, role, password }: NewUser): Promise<CreatedUser> {
    const passwordHash = password === undefined ? null : await this.passwords.hash(password);
    try {
      return await this.transactions.run(async (manager) => {
        const { id } = await this.accounts.add(manager, { email, name, role, passwordHash });
        const user = known(await this.users.find(id, manager));
        await this.audit.note(manager, caller, 'user_added', [{ userId: id }]);
        if (passwordHash !== null) return user;
        return { ...user, resetLink: await this.links.makeLink(manager, id) };
      });
    } catch (error) {
      throw addressTaken(error);
    }
  }

  async patch(caller: Caller, id: string, patch: UserPatch): Promise<User> {
    try {
      return await this.change(async (manager) => {
        const user = known(await this.users.patch(manager, id, patch));
        await this.audit.note(manager, caller, 'user_changed', [{ userId: id }], changeInWords(patch));
        if (user.disabledAt !== null) await this.access.endAll(manager, id);
        return user;
      });
    } catch (error) {
      throw addressTaken(error);
    }
  }

  /** Ends the user's access at once; the account and all that it owns goes after the delay. */
  remove(caller: Caller, id: string): Promise<User> {
    return this.change(async (manager) => {
      known(await this.users.find(id, manager));
      await this.deletion.schedule(manager, id, 'administrator');
      await this.audit.note(manager, caller, 'user_deleted', [{ userId: id }]);
      await this.access.endAll(manager, id);
      return known(await this.users.find(id, manager));
    });
  }

  /** Takes a deletion back, whoever asked for it. */
  restore(caller: Caller, id: string): Promise<User> {
    return this.change(async (manager) => {
      known(await this.users.find(id, manager));
      await this.deletion.cancel(manager, id);
      await this.audit.note(manager, caller, 'user_restored', [{ userId: id }]);
      return known(await this.users.find(id, manager));
    });
  }

  resetLink(caller: Caller, id: string): Promise<ResetLink> {
    return this.transactions.run(async (manager) => {
      known(await this.users.find(id, manager));
      await this.audit.note(manager, caller, 'reset_link_made', [{ userId: id }]);
      return this.links.makeLink(manager, id);
    });
  }

  /** An account goes by its owner's wish, who can still log in and take it back until then. */
  async leave(userId: string): Promise<Account> {
    const { email, name, role, deleteAfter } = await this.change(async (manager) => {
      await this.deletion.schedule(manager, userId, 'owner');
      return known(await this.users.find(userId, manager));
    });
    return { id: userId, email, name, role, ...(deleteAfter !== null && { deleteAfter }) };
  }

  /** The owner has thought better of it. */
  async stay(userId: string): Promise<void> {
    await this.change((manager) => this.deletion.cancel(manager, userId));
  }

  /** One change of accounts at a time, so that two administrators cannot remove each other. */
  private change<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.transactions.run(async (manager) => {
      await this.accounts.lockAgainstOtherRegistrations(manager);
      const before = await this.users.hasAdministrator(manager);
      const result = await work(manager);
      if (before && !(await this.users.hasAdministrator(manager))) {
        throw new DomainError('conflict', 'This is the last administrator: make somebody else one first');
      }
      return result;
    });
  }
}

/** The user of a row; `not_found` when there is none. */
function known(row: UserRow | null): User {
  if (!row) throw new DomainError('not_found', 'There is no such user');
  return toUser(row);
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    createdAt: row.created_at.toISOString(),
    disabledAt: row.disabled_at?.toISOString() ?? null,
    deleteAfter: row.delete_after?.toISOString() ?? null,
    deletionBy: row.deletion_by,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    sessionCount: row.session_count,
  };
}

/** What a change of a user was, for the audit log; addresses and names are not repeated there. */
function changeInWords({ email, name, role, disabled }: UserPatch): string {
  const words = [
    ...(disabled === undefined ? [] : [disabled ? 'disabled' : 'enabled']),
    ...(role === undefined ? [] : [role === 'admin' ? 'made an administrator' : 'made a member']),
    ...(name === undefined ? [] : ['name']),
    ...(email === undefined ? [] : ['address']),
  ];
  return words.join(', ');
}
