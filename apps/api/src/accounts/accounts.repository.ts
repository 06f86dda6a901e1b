import { Injectable } from '@nestjs/common';
import { type Account, type TokenScope } from '@reclimb/contracts';
import { DataSource, type EntityManager, LessThan, MoreThan } from 'typeorm';
import { ApiTokenEntity } from './api-token.entity.js';
import { LoginEntity } from './login.entity.js';
import { UserAccountEntity } from './user-account.entity.js';

export interface NewAccount {
  email: string;
  name: string;
  role: Account['role'];
  passwordHash: string;
}

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

  async addLogin(login: { userId: string; secretHash: Buffer; expiresAt: Date }): Promise<void> {
    await this.manager.insert(LoginEntity, login);
  }

  findLogin(secretHash: Buffer, now: Date): Promise<LoginEntity | null> {
    return this.manager.findOne(LoginEntity, {
      where: { secretHash, expiresAt: MoreThan(now) },
      relations: { user: true },
    });
  }

  async extendLogin(id: string, expiresAt: Date): Promise<void> {
    await this.manager.update(LoginEntity, { id }, { expiresAt });
  }

  async removeLogin(id: string): Promise<void> {
    await this.manager.delete(LoginEntity, { id });
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

  findToken(secretHash: Buffer): Promise<ApiTokenEntity | null> {
    return this.manager.findOne(ApiTokenEntity, { where: { secretHash }, relations: { user: true } });
  }

  /** Whether there was such a token of this account. */
  async removeToken(userId: string, id: string): Promise<boolean> {
    return (await this.manager.delete(ApiTokenEntity, { userId, id })).affected === 1;
  }

  async markTokenUsed(id: string, at: Date): Promise<void> {
    await this.manager.update(ApiTokenEntity, { id }, { lastUsedAt: at });
  }
}
