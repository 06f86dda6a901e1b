import { Injectable } from '@nestjs/common';
import { TOKEN_SCOPES } from '@reclimb/contracts';
import { DomainError } from '../errors/domain-error.js';
import { AccountsRepository } from './accounts.repository.js';
import { type Caller } from './caller.js';
import { hashSecret, newSecret } from './secret.js';

const DAY_MS = 86_400_000;
/** A login ends this long after its last use. */
const LOGIN_LIFETIME_MS = 30 * DAY_MS;
/** It is extended at most once a day: not every request is a write. */
const EXTEND_BELOW_MS = LOGIN_LIFETIME_MS - DAY_MS;
const TOKEN_USE_RESOLUTION_MS = 60_000;
/** Starts every token, so that secret scanners and people recognise one. */
export const TOKEN_PREFIX = 'rclmb_';

/** A caller, and when their login now ends if this request moved it. */
export interface Authentication {
  readonly caller: Caller;
  readonly extendedUntil: Date | null;
}

/** Finds out who is asking, from a login cookie or a token; the same for REST and sockets. */
@Injectable()
export class Authenticator {
  constructor(private readonly accounts: AccountsRepository) {}

  /** Opens a login; its secret goes into the cookie and nowhere else. */
  async openLogin(userId: string): Promise<{ secret: string; expiresAt: Date }> {
    const now = Date.now();
    await this.accounts.removeExpiredLogins(new Date(now));
    const secret = newSecret();
    const expiresAt = new Date(now + LOGIN_LIFETIME_MS);
    await this.accounts.addLogin({ userId, secretHash: hashSecret(secret), expiresAt });
    return { secret, expiresAt };
  }

  /** The caller of a login cookie, or null when it is unknown or has expired. */
  async byLogin(secret: string): Promise<Authentication | null> {
    const now = Date.now();
    const login = await this.accounts.findLogin(hashSecret(secret), new Date(now));
    if (!login) return null;
    let extendedUntil: Date | null = null;
    if (login.expiresAt.getTime() - now < EXTEND_BELOW_MS) {
      extendedUntil = new Date(now + LOGIN_LIFETIME_MS);
      await this.accounts.extendLogin(login.id, extendedUntil);
    }
    const { id, name, email, role } = login.user;
    const caller = { userId: id, name, email, role, scopes: new Set(TOKEN_SCOPES), loginId: login.id };
    return { caller, extendedUntil };
  }

  /** The caller of a token. Throws `unauthenticated` when it is unknown or has expired. */
  async byToken(token: string): Promise<Caller> {
    const now = Date.now();
    const found = token.startsWith(TOKEN_PREFIX) ? await this.accounts.findToken(hashSecret(token)) : null;
    if (!found || (found.expiresAt && found.expiresAt.getTime() <= now)) {
      throw new DomainError('unauthenticated', 'The token is not valid, or no longer');
    }
    if (!found.lastUsedAt || now - found.lastUsedAt.getTime() > TOKEN_USE_RESOLUTION_MS) {
      await this.accounts.markTokenUsed(found.id, new Date(now));
    }
    const { id, name, email, role } = found.user;
    const scopes = new Set(found.scopes);
    return { userId: id, name, email, role: scopes.has('admin') ? role : 'member', scopes, loginId: null };
  }
}
