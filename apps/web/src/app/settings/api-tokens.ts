import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { mdiKeyOutline, mdiTrashCanOutline } from '@mdi/js';
import type { CreatedToken, Token, TokenScope } from '@reclimb/contracts';
import { CopyField, Dialogs, Icon, Item, LoadFailure, Notices, ToldOnce, formatWhen } from '@reclimb/ui';
import { AccountStore } from '../accounts/account-store';
import { textOf } from '../api/api-error';
import { TokensApi } from '../api/tokens-api';

const SCOPE_LABELS: Readonly<Record<TokenScope, string>> = {
  'sessions:read': 'Read recordings',
  'sessions:write': 'Record and change recordings',
  admin: 'Administer the server',
};

/** The keys by which other programs use this account: made here, shown once, revoked here. */
@Component({
  selector: 'rc-api-tokens',
  imports: [
    CopyField,
    Icon,
    Item,
    LoadFailure,
    MatButton,
    MatCheckbox,
    MatFormFieldModule,
    MatIconButton,
    MatInput,
    ToldOnce,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './api-tokens.html',
  styleUrl: './settings-part.scss',
})
export class ApiTokens {
  readonly #api = inject(TokensApi);
  readonly #accounts = inject(AccountStore);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);

  protected readonly tokens = signal<readonly Token[] | null>(null);
  protected readonly failure = signal('');
  protected readonly created = signal<CreatedToken | null>(null);
  protected readonly making = signal(false);
  protected readonly busy = signal(false);
  protected readonly name = signal('');
  protected readonly chosen = signal<ReadonlySet<TokenScope>>(new Set(['sessions:read']));
  protected readonly complete = computed(() => this.name().trim() !== '' && this.chosen().size > 0);
  protected readonly scopes = computed(() =>
    (Object.keys(SCOPE_LABELS) as TokenScope[]).filter(
      (scope) => scope !== 'admin' || this.#accounts.isAdmin(),
    ),
  );
  protected readonly icons = { key: mdiKeyOutline, revoke: mdiTrashCanOutline };
  protected readonly labels = SCOPE_LABELS;

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.failure.set('');
    try {
      this.tokens.set(await this.#api.list());
    } catch (error) {
      this.failure.set(textOf(error));
    }
  }

  protected toggle(scope: TokenScope, wanted: boolean): void {
    const chosen = new Set(this.chosen());
    if (wanted) chosen.add(scope);
    else chosen.delete(scope);
    this.chosen.set(chosen);
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.complete() || this.busy()) return;
    this.busy.set(true);
    try {
      const created = await this.#api.create(this.name().trim(), [...this.chosen()]);
      this.created.set(created);
      this.tokens.update((tokens) => [created, ...(tokens ?? [])]);
      this.making.set(false);
      this.name.set('');
    } catch (error) {
      this.#notices.failure(textOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  protected async revoke(token: Token): Promise<void> {
    const confirmed = await this.#dialogs.confirm({
      title: `Revoke “${token.name}”?`,
      text: 'What uses this token loses its access at once. This cannot be taken back.',
      confirm: 'Revoke',
    });
    if (!confirmed) return;
    try {
      await this.#api.revoke(token.id);
      this.tokens.update((tokens) => tokens?.filter(({ id }) => id !== token.id) ?? null);
      if (this.created()?.id === token.id) this.created.set(null);
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }

  protected about(token: Token): string {
    const scopes = token.scopes.map((scope) => SCOPE_LABELS[scope]).join(', ');
    const used = token.lastUsedAt ? `last used ${formatWhen(token.lastUsedAt, Date.now())}` : 'never used';
    return `${scopes} · ${used}`;
  }
}
