import { Injectable, inject } from '@angular/core';
import {
  type Account,
  type AccountExportStatus,
  type Login,
  type LoginRequest,
  type PasswordChange,
  type PasswordReset,
  type RegisterRequest,
  type Setup,
  accountExportStatusSchema,
  accountSchema,
  loginSchema,
  setupSchema,
} from '@reclimb/contracts';
import * as z from 'zod';
import { API_BASE, ApiClient } from './api-client';

/** Who is logged in, and how one gets in and out. */
@Injectable({ providedIn: 'root' })
export class AccountsApi {
  readonly #api = inject(ApiClient);

  /** Where everything of the account is downloaded from. */
  readonly exportUrl = `${API_BASE}/auth/me/export`;

  setup(): Promise<Setup> {
    return this.#api.get('/setup', setupSchema);
  }

  /** The account that is logged in; rejects with `unauthenticated` when there is none. */
  me(): Promise<Account> {
    return this.#api.get('/auth/me', accountSchema);
  }

  login(request: LoginRequest): Promise<Account> {
    return this.#api.post('/auth/login', accountSchema, { body: request });
  }

  /** Makes an account and logs it in. The first one of a server becomes its administrator. */
  register(request: RegisterRequest): Promise<Account> {
    return this.#api.post('/auth/register', accountSchema, { body: request });
  }

  logout(): Promise<void> {
    return this.#api.send('POST', '/auth/logout');
  }

  /** The browsers that are logged in to this account, the last used first. */
  logins(): Promise<Login[]> {
    return this.#api.get('/auth/logins', z.array(loginSchema));
  }

  endLogin(id: string): Promise<void> {
    return this.#api.send('DELETE', `/auth/logins/${encodeURIComponent(id)}`);
  }

  /** Logs out everywhere but here. */
  endOtherLogins(): Promise<void> {
    return this.#api.send('DELETE', '/auth/logins');
  }

  /** All other logins end with it. */
  changePassword(change: PasswordChange): Promise<void> {
    return this.#api.send('PUT', '/auth/password', { body: change });
  }

  /** Uses up a one-time link, and logs in. */
  resetPassword(reset: PasswordReset): Promise<Account> {
    return this.#api.post('/auth/reset', accountSchema, { body: reset });
  }

  /** How far the newest download of everything is. */
  exportStatus(): Promise<AccountExportStatus> {
    return this.#api.get('/auth/me/export/status', accountExportStatusSchema);
  }

  /** The account goes with all that it owns, after some days; answers it with the day. */
  leave(password: string): Promise<Account> {
    return this.#api.post('/auth/me/deletion', accountSchema, { body: { password } });
  }

  /** The account stays after all. */
  stay(): Promise<void> {
    return this.#api.send('DELETE', '/auth/me/deletion');
  }
}
