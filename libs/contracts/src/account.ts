import * as z from 'zod';
import { MIN_PASSWORD_LENGTH } from './limits.js';
import { textSchema } from './text.js';

/** Who may do what: an administrator sees all metadata, may delete and administers users. */
export const ROLES = ['admin', 'member'] as const;

const email = z.string().trim().toLowerCase().pipe(z.email().max(320));

/** NIST SP 800-63B §5.1.1.2: long enough, and no rules about what it is made of. */
const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `A password has at least ${MIN_PASSWORD_LENGTH} characters`)
  .max(1000);
/** A password that exists; longer ones cannot. */
const password = z.string().min(1).max(1000);
const personName = textSchema.trim().min(1).max(100);

/** The body of `POST /auth/login`. */
export const loginRequestSchema = z.strictObject({ email, password }).meta({ id: 'LoginRequest' });
/** See {@link loginRequestSchema}. */
export type LoginRequest = z.infer<typeof loginRequestSchema>;

/** The body of `POST /auth/register`. The password has at least 8 characters. */
export const registerRequestSchema = z
  .strictObject({ email, name: personName, password: newPassword })
  .meta({ id: 'RegisterRequest' });
/** See {@link registerRequestSchema}. */
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

/** The account that is logged in: what `login`, `register` and `GET /auth/me` answer. */
export const accountSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    /** Only when its owner has asked for its deletion: from then on it is gone; until then that can be undone. */
    deleteAfter: z.iso.datetime().optional(),
  })
  .meta({ id: 'Account' });
/** See {@link accountSchema}. */
export type Account = z.infer<typeof accountSchema>;

/** What `GET /setup` answers: whether the first account is still to be made, and whether strangers may register. */
export const setupSchema = z
  .object({ setupRequired: z.boolean(), registration: z.enum(['open', 'closed']) })
  .meta({ id: 'Setup' });
/** See {@link setupSchema}. */
export type Setup = z.infer<typeof setupSchema>;

/** The body of `PUT /auth/password`. All other logins of the account end with it. */
export const passwordChangeSchema = z
  .strictObject({ currentPassword: password, newPassword })
  .meta({ id: 'PasswordChange' });
/** See {@link passwordChangeSchema}. */
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

/** The body of `POST /auth/reset`: the token of a one-time link, and the password that the account has from now on. */
export const passwordResetSchema = z
  .strictObject({ token: z.string().min(1).max(200), password: newPassword })
  .meta({ id: 'PasswordReset' });
/** See {@link passwordResetSchema}. */
export type PasswordReset = z.infer<typeof passwordResetSchema>;

/** The body of `POST /auth/me/deletion`: the password, so that an open screen is not enough. */
export const accountDeletionSchema = z.strictObject({ password }).meta({ id: 'AccountDeletion' });
/** See {@link accountDeletionSchema}. */
export type AccountDeletion = z.infer<typeof accountDeletionSchema>;

/** One browser that is logged in to the account. */
export const loginSchema = z
  .object({
    id: z.uuid(),
    /** Whether this request came with it. */
    current: z.boolean(),
    createdAt: z.iso.datetime(),
    /** To some minutes. */
    lastSeenAt: z.iso.datetime(),
    /** What the browser says it is (`User-Agent`), as it was last seen; may be empty. */
    userAgent: z.string(),
    /** The network address it was last seen from. */
    address: z.string(),
  })
  .meta({ id: 'Login' });
/** See {@link loginSchema}. */
export type Login = z.infer<typeof loginSchema>;
