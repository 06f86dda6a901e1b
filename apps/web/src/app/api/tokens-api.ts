import { Injectable, inject } from '@angular/core';
import * as z from 'zod';
import { ApiClient } from './api-client';

/** What a token may be used for. */
export const TOKEN_SCOPES = ['sessions:read', 'sessions:write', 'admin'] as const;
/** One of {@link TOKEN_SCOPES}. */
export type TokenScope = (typeof TOKEN_SCOPES)[number];

const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(TOKEN_SCOPES)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
});
/** A token of an integration, without its secret. */
export type Token = z.infer<typeof tokenSchema>;

const createdTokenSchema = tokenSchema.extend({ token: z.string() });
/** A new token with its secret, which is told this once. */
export type CreatedToken = z.infer<typeof createdTokenSchema>;

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
