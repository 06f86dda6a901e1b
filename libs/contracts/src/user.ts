import * as z from 'zod';
import { accountSchema, registerRequestSchema, ROLES } from './account.js';
import { textSchema } from './text.js';

/** Who asked for the deletion of an account: who it belongs to can still log in and undo it, others cannot. */
export const DELETION_REQUESTERS = ['owner', 'administrator'] as const;

/** An account as administrators see it. */
export const userSchema = accountSchema
  .extend({
    createdAt: z.iso.datetime(),
    /** Since when it is disabled; null when it is not. */
    disabledAt: z.iso.datetime().nullable(),
    /** When it is deleted with all that it owns; null when it is not to be. Until then that can be undone. */
    deleteAfter: z.iso.datetime().nullable(),
    deletionBy: z.enum(DELETION_REQUESTERS).nullable(),
    /** The last use of a login that still exists; null without one. */
    lastSeenAt: z.iso.datetime().nullable(),
    /** Sessions that it owns, the trash included. */
    sessionCount: z.int(),
  })
  .meta({ id: 'User' });
/** See {@link userSchema}. */
export type User = z.infer<typeof userSchema>;

/** The query of `GET /admin/users`: 1 … 200 of those whose name or address holds `q`. */
export const userQuerySchema = z.strictObject({
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
  cursor: textSchema.max(500).optional(),
  q: textSchema.max(200).optional().describe('Part of a name or an address.'),
});
/** See {@link userQuerySchema}. */
export type UserQuery = z.infer<typeof userQuerySchema>;

/** What `GET /admin/users` answers: in the order of their addresses. */
export const userPageSchema = z
  .object({ items: z.array(userSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'UserPage' });
/** See {@link userPageSchema}. */
export type UserPage = z.infer<typeof userPageSchema>;

const { email, name, password } = registerRequestSchema.shape;

/** The body of `POST /admin/users`. Without a password the answer holds a link by which the user chooses one. */
export const newUserSchema = z
  .strictObject({ email, name, role: z.enum(ROLES).default('member'), password: password.optional() })
  .meta({ id: 'NewUser' });
/** See {@link newUserSchema}. */
export type NewUser = z.infer<typeof newUserSchema>;

/** The body of `PATCH /admin/users/:id`. */
export const userPatchSchema = z
  .strictObject({
    email: email.optional(),
    name: name.optional(),
    role: z.enum(ROLES).optional(),
    disabled: z.boolean().optional(),
  })
  .meta({ id: 'UserPatch' });
/** See {@link userPatchSchema}. */
export type UserPatch = z.infer<typeof userPatchSchema>;

/**
 * The secret of a link by which a user chooses a password, once, until `expiresAt`. The page is
 * `/reset-password#<token>`: what stands behind the `#` is sent to no server and stands in no log.
 */
export const resetLinkSchema = z
  .object({ token: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'ResetLink' });
/** See {@link resetLinkSchema}. */
export type ResetLink = z.infer<typeof resetLinkSchema>;

/** What `POST /admin/users` answers; `resetLink` only when no password was given. */
export const createdUserSchema = userSchema
  .extend({ resetLink: resetLinkSchema.optional() })
  .meta({ id: 'CreatedUser' });
/** See {@link createdUserSchema}. */
export type CreatedUser = z.infer<typeof createdUserSchema>;
