import { Injectable } from '@nestjs/common';
import { type Account, type TokenScope } from '@reclimb/contracts';
import { DataSource, type EntityManager, LessThan, MoreThan, Not } from 'typeorm';
import { type PreparedStatement, queryPrepared } from '../database/prepared-statement.js';
import { ApiTokenEntity } from './api-token.entity.js';
import { type Browser } from './authenticator.js';
import { type Caller } from './caller.js';
import { LoginEntity } from './login.entity.js';
import { plainAddress } from './network-address.js';
import { PasswordResetEntity } from './password-reset.entity.js';
import { IS_BLOCKED, UserAccountEntity } from './user-account.entity.js';

export interface NewAccount {
  email: string;
  name: string;
  role: Account['role'];
  passwordHash: string | null;
}

/** Whom a login or a token lets in. */
type Person = Pick<Caller, 'userId' | 'name' | 'email' | 'role' | 'deleteAfter'>;
export type ValidLogin = Person & Pick<LoginEntity, 'id' | 'expiresAt' | 'lastSeenAt'>;
export type ValidToken = Person & Pick<ApiTokenEntity, 'id' | 'scopes' | 'lastUsedAt'>;

// Each request and each connection asks one of these first.
const PERSON = `u.id AS "userId", u.name, u.email, u.role, u.delete_after AS "deleteAfter"`;
const LOGIN: PreparedStatement = {
  name: 'login_by_secret',
  text: `SELECT l.id, l.expires_at AS "expiresAt", l.last_seen_at AS "lastSeenAt", ${PERSON}
           FROM login AS l JOIN user_account AS u ON u.id = l.user_id
          WHERE l.secret_hash = $1 AND l.expires_at > now() AND NOT ${IS_BLOCKED}`,
};
const TOKEN: PreparedStatement = {
  name: 'token_by_secret',
  text: `SELECT t.id, t.scopes, t.last_used_at AS "lastUsedAt", ${PERSON}
           FROM api_token AS t JOIN user_account AS u ON u.id = t.user_id
          WHERE t.secret_hash = $1 AND (t.expires_at IS NULL OR t.expires_at > now()) AND NOT ${IS_BLOCKED}`,
};

/** Rows of accounts, their logins and tokens. */
@Injectable()
export class AccountsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async isEmpty(manager = this.manager): Promise<boolean> {
    return !(await manager.exists(UserAccountEntity));
  }

  /** Keeps every other transaction from adding an account until this one ends; reading goes on. */
  async lockAgainstOtherRegistrations(manager: EntityManager): Promise<void> {
    await manager.query('LOCK TABLE user_account IN SHARE ROW EXCLUSIVE MODE');
  }

  async add(manager: EntityManager, account: NewAccount): Promise<UserAccountEntity> {
    const { identifiers } = await manager.insert(UserAccountEntity, account);
    return manager.findOneByOrFail(UserAccountEntity, { id: String(identifiers[0]?.['id']) });
  }

  findByEmail(email: string): Promise<UserAccountEntity | null> {
    return this.manager.findOneBy(UserAccountEntity, { email });
  }

  find(id: string, manager = this.manager): Promise<UserAccountEntity | null> {
    return manager.findOneBy(UserAccountEntity, { id });
  }

  async setPassword(manager: EntityManager, id: string, passwordHash: string): Promise<void> {
    await manager.update(UserAccountEntity, { id }, { passwordHash });
  }

  async addLogin(login: { userId: string; secretHash: Buffer; expiresAt: Date } & Browser): Promise<void> {
    await this.manager.insert(LoginEntity, login);
  }

  /** The login of this secret that would let somebody in now. */
  async findLogin(secretHash: Buffer): Promise<ValidLogin | null> {
    const [login] = await queryPrepared<ValidLogin>(this.manager, LOGIN, [secretHash]);
    return login ?? null;
  }

  async extendLogin(id: string, expiresAt: Date): Promise<void> {
    await this.manager.update(LoginEntity, { id }, { expiresAt });
  }

  async markLoginSeen(id: string, lastSeenAt: Date, browser: Browser): Promise<void> {
    await this.manager.update(LoginEntity, { id }, { lastSeenAt, ...browser });
  }

  /** Last used first. */
  listLogins(userId: string, now: Date): Promise<LoginEntity[]> {
    return this.manager.find(LoginEntity, {
      where: { userId, expiresAt: MoreThan(now) },
      order: { lastSeenAt: 'DESC', id: 'ASC' },
    });
  }

  /** Whether somebody is logged in to the account from this address. */
  hasLoginFrom(email: string, address: string): Promise<boolean> {
    return this.manager.existsBy(LoginEntity, { address: plainAddress(address), user: { email } });
  }

  /** Whether there was such a login of this account. */
  async removeLogin(manager: EntityManager, userId: string, id: string): Promise<boolean> {
    return (await manager.delete(LoginEntity, { userId, id })).affected === 1;
  }

  /** Ends the logins of an account, but for `exceptId`. */
  async removeLogins(manager: EntityManager, userId: string, exceptId: string | null): Promise<void> {
    await manager.delete(LoginEntity, { userId, ...(exceptId !== null && { id: Not(exceptId) }) });
  }

  /** Those of these logins and tokens that would let somebody in now. */
  async validCredentials(ids: readonly string[]): Promise<Set<string>> {
    const rows: { id: string }[] = await this.manager.query(
      `SELECT l.id FROM login AS l JOIN user_account AS u ON u.id = l.user_id
        WHERE l.id = ANY ($1::uuid[]) AND l.expires_at > now() AND NOT ${IS_BLOCKED}
       UNION ALL
       SELECT t.id FROM api_token AS t JOIN user_account AS u ON u.id = t.user_id
        WHERE t.id = ANY ($1::uuid[]) AND (t.expires_at IS NULL OR t.expires_at > now()) AND NOT ${IS_BLOCKED}`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Makes the link valid, and the account's last one not any more. */
  async setReset(
    manager: EntityManager,
    reset: { userId: string; secretHash: Buffer; expiresAt: Date },
  ): Promise<void> {
    await manager.upsert(PasswordResetEntity, reset, ['userId']);
  }

  /** Uses the link up; answers whose it was, null when it is not valid (any more). */
  async takeReset(manager: EntityManager, secretHash: Buffer): Promise<string | null> {
    const [rows]: [{ user_id: string; good: boolean }[], number] = await manager.query(
      'DELETE FROM password_reset WHERE secret_hash = $1 RETURNING user_id, expires_at > now() AS good',
      [secretHash],
    );
    return rows[0]?.good ? rows[0].user_id : null;
  }

  async removeReset(manager: EntityManager, userId: string): Promise<void> {
    await manager.delete(PasswordResetEntity, { userId });
  }

  async removeExpiredLogins(now: Date): Promise<void> {
    await this.manager.delete(LoginEntity, { expiresAt: LessThan(now) });
  }

  async addToken(token: {
    userId: string;
    name: string;
    scopes: TokenScope[];
    secretHash: Buffer;
    expiresAt: Date | null;
  }): Promise<ApiTokenEntity> {
    const { identifiers } = await this.manager.insert(ApiTokenEntity, token);
    return this.manager.findOneByOrFail(ApiTokenEntity, { id: String(identifiers[0]?.['id']) });
  }

  /** Newest first. */
  listTokens(userId: string): Promise<ApiTokenEntity[]> {
    return this.manager.find(ApiTokenEntity, { where: { userId }, order: { createdAt: 'DESC', id: 'ASC' } });
  }

  findOwnToken(userId: string, id: string): Promise<ApiTokenEntity | null> {
    return this.manager.findOneBy(ApiTokenEntity, { userId, id });
  }

  /** The token of this secret that would let somebody in now. */
  async findToken(secretHash: Buffer): Promise<ValidToken | null> {
    const [token] = await queryPrepared<ValidToken>(this.manager, TOKEN, [secretHash]);
    return token ?? null;
  }

  /** Whether there was such a token of this account. */
  async removeToken(manager: EntityManager, userId: string, id: string): Promise<boolean> {
    return (await manager.delete(ApiTokenEntity, { userId, id })).affected === 1;
  }

  async removeTokens(manager: EntityManager, userId: string): Promise<void> {
    await manager.delete(ApiTokenEntity, { userId });
  }

  async markTokenUsed(id: string, at: Date): Promise<void> {
    await this.manager.update(ApiTokenEntity, { id }, { lastUsedAt: at });
  }
}
