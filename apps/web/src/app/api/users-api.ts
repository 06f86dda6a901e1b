import { Injectable, inject } from '@angular/core';
import {
  type CreatedUser,
  type NewUser,
  type ResetLink,
  type User,
  type UserPage,
  type UserPatch,
  createdUserSchema,
  resetLinkSchema,
  userPageSchema,
  userSchema,
} from '@reclimb/contracts';
import { ApiClient } from './api-client';

/** The accounts of this server, for administrators. */
@Injectable({ providedIn: 'root' })
export class UsersApi {
  readonly #api = inject(ApiClient);

  /** In the order of their addresses; `cursor` is the last page's `nextCursor`. */
  list(q: string, cursor?: string): Promise<UserPage> {
    return this.#api.get('/admin/users', userPageSchema, { query: { q: q || undefined, cursor } });
  }

  /** Without a password the answer holds a link by which the user chooses one. */
  add(user: NewUser): Promise<CreatedUser> {
    return this.#api.post('/admin/users', createdUserSchema, { body: user });
  }

  patch(id: string, patch: UserPatch): Promise<User> {
    return this.#api.patch(pathOf(id), userSchema, { body: patch });
  }

  /** Ends the user's access at once; all that they own goes after some days. */
  remove(id: string): Promise<User> {
    return this.#api.delete(pathOf(id), userSchema);
  }

  /** Takes a deletion back. */
  restore(id: string): Promise<User> {
    return this.#api.post(`${pathOf(id)}/restore`, userSchema);
  }

  resetLink(id: string): Promise<ResetLink> {
    return this.#api.post(`${pathOf(id)}/reset-link`, resetLinkSchema);
  }
}

const pathOf = (id: string) => `/admin/users/${encodeURIComponent(id)}`;
