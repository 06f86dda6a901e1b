import { Injectable, inject } from '@angular/core';
import {
  type CreatedToken,
  type Token,
  type TokenScope,
  createdTokenSchema,
  tokenSchema,
} from '@reclimb/contracts';
import * as z from 'zod';
import { ApiClient } from './api-client';

/** The tokens by which other programs use this account. */
@Injectable({ providedIn: 'root' })
export class TokensApi {
  readonly #api = inject(ApiClient);

  list(): Promise<Token[]> {
    return this.#api.get('/tokens', z.array(tokenSchema));
  }

  /** @param expiresAt ISO 8601; without it the token is good until it is revoked */
  create(name: string, scopes: readonly TokenScope[], expiresAt?: string): Promise<CreatedToken> {
    return this.#api.post('/tokens', createdTokenSchema, { body: { name, scopes, expiresAt } });
  }

  revoke(id: string): Promise<void> {
    return this.#api.send('DELETE', `/tokens/${encodeURIComponent(id)}`);
  }
}
