import { type Account } from '@reclimb/contracts';

/** What a token may be used for. A login has all scopes. */
export const SCOPES = ['sessions:read', 'sessions:write', 'admin'] as const;
/** One of {@link SCOPES}. */
export type Scope = (typeof SCOPES)[number];

/** Who is asking, on REST and on sockets. */
export interface Caller {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** `admin` only for an administrator who logged in, or whose token has the scope `admin`. */
  readonly role: Account['role'];
  readonly scopes: ReadonlySet<Scope>;
  /** The login this request came with; null for a token. */
  readonly loginId: string | null;
}
