import { Injectable, inject } from '@angular/core';
import {
  type Account,
  type LoginRequest,
  type RegisterRequest,
  type Setup,
  accountSchema,
  setupSchema,
} from '@reclimb/contracts';
import { ApiClient } from './api-client';

/** Who is logged in, and how one gets in and out. */
@Injectable({ providedIn: 'root' })
export class AccountsApi {
  readonly #api = inject(ApiClient);

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
}
