import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { mdiCellphone, mdiLogout, mdiMonitor } from '@mdi/js';
import type { Login } from '@reclimb/contracts';
import { Icon, Item, LoadFailure, Notices, formatMoment, formatWhen } from '@reclimb/ui';
import { AccountsApi } from '../api/accounts-api';
import { textOf } from '../api/api-error';
import { browserName, isHandheld } from './user-agent';

/** Where this account is logged in, and the way to end it there. */
@Component({
  selector: 'rc-logins',
  imports: [Icon, Item, LoadFailure, MatButton, MatIconButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 id="logins-heading">Where you are logged in</h2>
    <p class="lead">Log out what you do not know, and change your password then.</p>
    @if (failure()) {
      <rc-load-failure [text]="failure()" (retried)="load()" />
    } @else {
      <ul data-testid="logins" [attr.aria-busy]="logins() === null">
        @for (login of logins(); track login.id) {
          <li
            rcItem
            [icon]="handheld(login) ? icons.phone : icons.desk"
            [heading]="name(login)"
            [badge]="login.current ? 'this browser' : ''"
          >
            <p [title]="login.userAgent">{{ about(login) }}</p>
            @if (!login.current) {
              <button
                rcItemAction
                matIconButton
                type="button"
                [attr.aria-label]="'Log out ' + name(login)"
                (click)="end(login)"
                data-testid="login-end"
              >
                <rc-icon [path]="icons.end" />
              </button>
            }
          </li>
        }
      </ul>
      @if (others() > 1) {
        <button matButton="outlined" type="button" (click)="endOthers()" data-testid="logins-end-others">
          <rc-icon [path]="icons.end" />Log out everywhere else
        </button>
      }
    }
  `,
  styleUrl: './settings-part.scss',
})
export class Logins {
  readonly #api = inject(AccountsApi);
  readonly #notices = inject(Notices);

  protected readonly logins = signal<readonly Login[] | null>(null);
  protected readonly failure = signal('');
  protected readonly others = computed(() => this.logins()?.filter(({ current }) => !current).length ?? 0);
  protected readonly icons = { phone: mdiCellphone, desk: mdiMonitor, end: mdiLogout };

  constructor() {
    void this.load();
  }

  /** Asks the server anew: after a change of the password the others are gone. */
  async load(): Promise<void> {
    this.failure.set('');
    try {
      this.logins.set(await this.#api.logins());
    } catch (error) {
      this.failure.set(textOf(error));
    }
  }

  protected end(login: Login): Promise<void> {
    return this.#carryOut(() => this.#api.endLogin(login.id), `${this.name(login)} is logged out.`);
  }

  protected endOthers(): Promise<void> {
    return this.#carryOut(() => this.#api.endOtherLogins(), 'You are logged in here only.');
  }

  protected name({ userAgent }: Login): string {
    return browserName(userAgent);
  }

  protected handheld({ userAgent }: Login): boolean {
    return isHandheld(userAgent);
  }

  protected about({ lastSeenAt, createdAt, address }: Login): string {
    const where = address === '' ? '' : ` from ${address}`;
    return `Last used ${formatWhen(lastSeenAt, Date.now())}${where} · logged in ${formatMoment(createdAt)}`;
  }

  async #carryOut(work: () => Promise<void>, done: string): Promise<void> {
    try {
      await work();
      this.#notices.done(done);
      await this.load();
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }
}
