import { type Account, type TokenScope } from '@reclimb/contracts';

/** Who is asking, on REST and on sockets. */
export interface Caller {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** `admin` only for an administrator who logged in, or whose token has the scope `admin`. */
  readonly role: Account['role'];
  readonly scopes: ReadonlySet<TokenScope>;
  /** The login this request came with; null for a token. */
  readonly loginId: string | null;
  /** The login's or the token's id. */
  readonly credentialId: string;
  /** When the account goes with all that it owns, by its owner's wish; null when it stays. */
  readonly deleteAfter: Date | null;
}
