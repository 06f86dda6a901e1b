import { ApplicationRef, ChangeDetectionStrategy, Component, DOCUMENT, effect, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivationEnd, Router, RouterOutlet } from '@angular/router';
import { filter, map } from 'rxjs';
import { Dialogs, Notices, ThemeStore } from '@reclimb/ui';
import { AccountStore } from './accounts/account-store';
import { ServerSilent } from './shell/server-silent';

/** The first page is painted, and its pictures are there, before more is loaded. */
const REST_AFTER_MS = 1000;

/** The root: the page of the address, or the reason why there is none yet. */
@Component({
  selector: 'rc-root',
  imports: [RouterOutlet, ServerSilent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (accounts.failure(); as failure) {
      <rc-server-silent [failure]="failure" (retry)="accounts.retry()" />
    }
    <router-outlet />
  `,
})
export class App {
  protected readonly accounts = inject(AccountStore);

  constructor() {
    const root = inject(DOCUMENT).documentElement;
    // Made here, so that the chosen theme applies to every page.
    inject(ThemeStore);
    const stage = toSignal(
      inject(Router).events.pipe(
        filter((event) => event instanceof ActivationEnd && !event.snapshot.firstChild),
        map((event) => (event as ActivationEnd).snapshot.data['stage'] === true),
      ),
      { initialValue: false },
    );
    effect(() => root.toggleAttribute('data-stage', stage()));
    this.#loadTheRest();
  }

  /** What the first page can do without, and what a page needs just when the server is out of reach. */
  #loadTheRest(): void {
    const [notices, dialogs] = [inject(Notices), inject(Dialogs)];
    void inject(ApplicationRef)
      .whenStable()
      .then(() => {
        // Whoever needs it before loads it then.
        setTimeout(() => void Promise.allSettled([notices.load(), dialogs.load()]), REST_AFTER_MS);
      });
  }
}
