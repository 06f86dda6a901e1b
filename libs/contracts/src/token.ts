import * as z from 'zod';
import { textSchema } from './text.js';

/** What a token may be used for. A login has all scopes. */
export const TOKEN_SCOPES = ['sessions:read', 'sessions:write', 'admin'] as const;
/** One of {@link TOKEN_SCOPES}. */
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** The body of `POST /tokens`. Without `expiresAt` the token is good until it is revoked. */
export const newTokenSchema = z.strictObject({
  name: textSchema.trim().min(1).max(100),
  scopes: z
    .array(z.enum(TOKEN_SCOPES))
    .min(1)
    .transform((scopes) => [...new Set(scopes)]),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
});
/** See {@link newTokenSchema}. */
export type NewToken = z.infer<typeof newTokenSchema>;

/** A token of an integration, without its secret. Times are ISO 8601 in UTC. */
export const tokenSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scopes: z.array(z.enum(TOKEN_SCOPES)),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Token' });
/** See {@link tokenSchema}. */
export type Token = z.infer<typeof tokenSchema>;

/** A new token with its secret, which is told this once. */
export const createdTokenSchema = tokenSchema.extend({ token: z.string() }).meta({ id: 'CreatedToken' });
/** See {@link createdTokenSchema}. */
export type CreatedToken = z.infer<typeof createdTokenSchema>;
