import * as z from 'zod';
import { MIN_PASSWORD_LENGTH } from './limits.js';
import { textSchema } from './text.js';

/** Who may do what: an administrator sees all metadata, may delete and administers users. */
export const ROLES = ['admin', 'member'] as const;

const email = z.string().trim().toLowerCase().pipe(z.email().max(320));

/** The body of `POST /auth/login`. */
export const loginRequestSchema = z
  .strictObject({ email, password: z.string().min(1).max(1000) })
  .meta({ id: 'LoginRequest' });
/** See {@link loginRequestSchema}. */
export type LoginRequest = z.infer<typeof loginRequestSchema>;

/** The body of `POST /auth/register`. The password has at least 8 characters (NIST SP 800-63B §5.1.1.2). */
export const registerRequestSchema = z
  .strictObject({
    email,
    name: textSchema.trim().min(1).max(100),
    password: z
      .string()
      .min(MIN_PASSWORD_LENGTH, `A password has at least ${MIN_PASSWORD_LENGTH} characters`)
      .max(1000),
  })
  .meta({ id: 'RegisterRequest' });
/** See {@link registerRequestSchema}. */
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

/** The account that is logged in: what `login`, `register` and `GET /auth/me` answer. */
export const accountSchema = z
  .object({ id: z.uuid(), email: z.string(), name: z.string(), role: z.enum(ROLES) })
  .meta({ id: 'Account' });
/** See {@link accountSchema}. */
export type Account = z.infer<typeof accountSchema>;

/** What `GET /setup` answers: whether the first account is still to be made, and whether strangers may register. */
export const setupSchema = z
  .object({ setupRequired: z.boolean(), registration: z.enum(['open', 'closed']) })
  .meta({ id: 'Setup' });
/** See {@link setupSchema}. */
export type Setup = z.infer<typeof setupSchema>;
