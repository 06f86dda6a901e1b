import { Injectable } from '@nestjs/common';
import { TOKEN_SCOPES } from '@reclimb/contracts';
import { DomainError } from '../errors/domain-error.js';
import { AccountsRepository, type ValidLogin, type ValidToken } from './accounts.repository.js';
import { type Caller } from './caller.js';
import { plainAddress } from './network-address.js';
import { hashSecret, newSecret } from './secret.js';

const DAY_MS = 86_400_000;
/** A login ends this long after its last use. */
const LOGIN_LIFETIME_MS = 30 * DAY_MS;
/** It is extended at most once a day: not every request is a write. */
const EXTEND_BELOW_MS = LOGIN_LIFETIME_MS - DAY_MS;
const TOKEN_USE_RESOLUTION_MS = 60_000;
/** Its last use is noted at most this often, for the same reason. */
const LOGIN_USE_RESOLUTION_MS = 5 * 60_000;
/** No browser's own is longer; what is may be an attack on the page that lists it. */
const MAX_USER_AGENT_LENGTH = 500;
/** Starts every token, so that secret scanners and people recognise one. */
export const TOKEN_PREFIX = 'rclmb_';

/** A caller, and when their login now ends if this request moved it. */
export interface Authentication {
  readonly caller: Caller;
  readonly extendedUntil: Date | null;
}

/** Where a login is used, as its owner is shown. */
export interface Browser {
  readonly userAgent: string;
  readonly address: string;
}

/** The browser of a request or of a socket's handshake. */
export function browserOf(userAgent: string | undefined, address: string | undefined): Browser {
  return { userAgent: (userAgent ?? '').slice(0, MAX_USER_AGENT_LENGTH), address: plainAddress(address) };
}

/** Finds out who is asking, from a login cookie or a token; the same for REST and sockets. */
@Injectable()
export class Authenticator {
  constructor(private readonly accounts: AccountsRepository) {}

  /** Opens a login; its secret goes into the cookie and nowhere else. */
  async openLogin(userId: string, browser: Browser): Promise<{ secret: string; expiresAt: Date }> {
    const now = Date.now();
    await this.accounts.removeExpiredLogins(new Date(now));
    const secret = newSecret();
    const expiresAt = new Date(now + LOGIN_LIFETIME_MS);
    await this.accounts.addLogin({ userId, secretHash: hashSecret(secret), expiresAt, ...browser });
    return { secret, expiresAt };
  }

  /** The caller of a login cookie, or null when it is unknown or has expired. */
  async byLogin(secret: string, browser: Browser): Promise<Authentication | null> {
    const now = Date.now();
    const login = await this.accounts.findLogin(hashSecret(secret));
    if (!login) return null;
    let extendedUntil: Date | null = null;
    if (login.expiresAt.getTime() - now < EXTEND_BELOW_MS) {
      extendedUntil = new Date(now + LOGIN_LIFETIME_MS);
      await this.accounts.extendLogin(login.id, extendedUntil);
    }
    if (now - login.lastSeenAt.getTime() > LOGIN_USE_RESOLUTION_MS) {
      await this.accounts.markLoginSeen(login.id, new Date(now), browser);
    }
    const caller = {
      ...personOf(login),
      scopes: new Set(TOKEN_SCOPES),
      loginId: login.id,
      credentialId: login.id,
    };
    return { caller, extendedUntil };
  }

  /** The caller of a token. Throws `unauthenticated` when it is unknown or has expired. */
  async byToken(token: string): Promise<Caller> {
    const now = Date.now();
    const found = token.startsWith(TOKEN_PREFIX) ? await this.accounts.findToken(hashSecret(token)) : null;
    if (!found) {
      throw new DomainError('unauthenticated', 'The token is not valid, or no longer');
    }
    if (!found.lastUsedAt || now - found.lastUsedAt.getTime() > TOKEN_USE_RESOLUTION_MS) {
      await this.accounts.markTokenUsed(found.id, new Date(now));
    }
    const scopes = new Set(found.scopes);
    const person = personOf(found);
    const role = scopes.has('admin') ? person.role : 'member';
    return { ...person, role, scopes, loginId: null, credentialId: found.id };
  }
}

function personOf({ userId, name, email, role, deleteAfter }: ValidLogin | ValidToken) {
  return { userId, name, email, role, deleteAfter };
}
