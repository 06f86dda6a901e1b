import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { mdiAccountPlusOutline, mdiDotsVertical } from '@mdi/js';
import type { CreatedUser, User, UserPatch } from '@reclimb/contracts';
import { Dialogs, Icon, LoadFailure, Notices, countOf, formatMoment, formatWhen } from '@reclimb/ui';
import { AccountStore } from '../../accounts/account-store';
import { textOf } from '../../api/api-error';
import { UsersApi } from '../../api/users-api';
import { SearchField } from '../search-field';
import { AddUserDialog } from './add-user-dialog';
import { LinkDialog, type LinkToHandOver } from './link-dialog';

/** Who has an account here: administrators add, disable and delete, and make links for new passwords. */
@Component({
  selector: 'rc-users',
  imports: [Icon, LoadFailure, MatButton, MatIconButton, MatMenuModule, SearchField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './users.html',
  styleUrl: './users.scss',
})
export class Users {
  readonly #api = inject(UsersApi);
  readonly #accounts = inject(AccountStore);
  readonly #dialog = inject(MatDialog);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);
  /** Counts searches: the answer to an older one is dropped. */
  #asked = 0;

  protected readonly query = signal('');
  protected readonly users = signal<readonly User[] | null>(null);
  protected readonly nextCursor = signal<string | null>(null);
  protected readonly failure = signal('');
  protected readonly busy = signal(false);
  protected readonly none = computed(() => this.users()?.length === 0);
  protected readonly icons = { add: mdiAccountPlusOutline, more: mdiDotsVertical };

  constructor() {
    void this.load();
  }

  protected search(text: string): void {
    this.query.set(text);
    void this.load();
  }

  /** The first page, or the next one. */
  protected async load(cursor?: string): Promise<void> {
    const ticket = ++this.#asked;
    this.failure.set('');
    this.busy.set(true);
    try {
      const page = await this.#api.list(this.query(), cursor);
      if (ticket !== this.#asked) return;
      this.users.update((users) => [...(cursor === undefined ? [] : (users ?? [])), ...page.items]);
      this.nextCursor.set(page.nextCursor);
    } catch (error) {
      if (ticket === this.#asked) this.failure.set(textOf(error));
    } finally {
      if (ticket === this.#asked) this.busy.set(false);
    }
  }

  protected add(): void {
    this.#dialog
      .open<AddUserDialog, unknown, CreatedUser>(AddUserDialog, { width: '480px' })
      .afterClosed()
      .subscribe((created) => {
        if (!created) return;
        void this.load();
        if (created.resetLink) this.#handOver({ ...created.resetLink, user: created, isNew: true });
      });
  }

  protected async makeLink(user: User): Promise<void> {
    await this.#carryOut(async () => this.#handOver({ ...(await this.#api.resetLink(user.id)), user }));
  }

  protected async setRole(user: User, role: User['role']): Promise<void> {
    await this.#patch(user, { role });
  }

  protected async enable(user: User): Promise<void> {
    await this.#patch(user, { disabled: false });
  }

  protected async disable(user: User): Promise<void> {
    const sure = await this.#dialogs.confirm({
      title: `Disable ${user.name}?`,
      text: 'They are logged out everywhere at once, and their API tokens end. What they recorded stays. You can enable them again.',
      confirm: 'Disable',
    });
    if (sure) await this.#patch(user, { disabled: true });
  }

  protected async remove(user: User): Promise<void> {
    const sure = await this.#dialogs.confirm({
      title: `Delete ${user.name}?`,
      text: `They are logged out at once. In seven days the account goes with all that it owns: ${countOf(user.sessionCount, 'session')}. Until then you can keep it after all.`,
      confirm: 'Delete in seven days',
    });
    if (!sure) return;
    await this.#carryOut(async () => {
      this.#show(await this.#api.remove(user.id));
      this.#notices.undoable(`${user.name} will be deleted in seven days.`, () => void this.keep(user));
    });
  }

  protected async keep(user: User): Promise<void> {
    await this.#carryOut(async () => this.#show(await this.#api.restore(user.id)));
  }

  protected isMe(user: User): boolean {
    return user.id === this.#accounts.account()?.id;
  }

  protected about(user: User): string {
    const seen = user.lastSeenAt ? `last here ${formatWhen(user.lastSeenAt, Date.now())}` : 'not logged in';
    return `${countOf(user.sessionCount, 'session')} · ${seen}`;
  }

  /** What is not as usual with an account; empty when nothing is. */
  protected state(user: User): string {
    if (user.deleteAfter) return `Goes ${formatMoment(user.deleteAfter)}`;
    return user.disabledAt ? 'Disabled' : '';
  }

  async #patch(user: User, patch: UserPatch): Promise<void> {
    await this.#carryOut(async () => this.#show(await this.#api.patch(user.id, patch)));
  }

  async #carryOut(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }

  #show(changed: User): void {
    this.users.update((users) => users?.map((user) => (user.id === changed.id ? changed : user)) ?? null);
  }

  #handOver(link: LinkToHandOver): void {
    this.#dialog.open<LinkDialog, LinkToHandOver>(LinkDialog, { data: link, width: '520px' });
  }
}
