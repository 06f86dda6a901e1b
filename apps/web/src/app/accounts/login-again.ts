import { type HttpInterceptorFn, HttpErrorResponse } from '@angular/common/http';
import { Injectable, Injector, inject } from '@angular/core';
import { Router } from '@angular/router';
import type { Account } from '@reclimb/contracts';
import { Dialogs } from '@reclimb/ui';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { AccountStore } from './account-store';
import { loginTree } from './guards';

/**
 * Asks for the password again when the login has expired under a page that is in use. It does so over the page, which
 * keeps what it holds (a name half typed, the place in a replay); the refused request is then sent once more.
 */
@Injectable({ providedIn: 'root' })
export class LoginAgain {
  readonly #accounts = inject(AccountStore);
  readonly #dialogs = inject(Dialogs);
  readonly #router = inject(Router);
  #asking: Promise<boolean> | undefined;

  /** Whether the same person is logged in again. One dialog serves all requests that were refused meanwhile. */
  ask(): Promise<boolean> {
    return (this.#asking ??= this.#open().finally(() => (this.#asking = undefined)));
  }

  async #open(): Promise<boolean> {
    const account = this.#accounts.account();
    if (!account) return false;
    const again = await this.#dialogs.open<Account, boolean>(
      () => import('./login-again-dialog').then((m) => m.LoginAgainDialog),
      { data: account, disableClose: true, width: '420px' },
    );
    if (again) return true;
    this.#accounts.forget();
    await this.#router.navigateByUrl(loginTree(this.#router, this.#router.url));
    return false;
  }
}

/** Requests that answer 401 for reasons of their own: a wrong password, or nobody logged in at the start. */
const OWN_401 = /^\/api\/v1\/(auth\/|setup)/;

/** Turns a 401 into a question for the password, and repeats the request when it was answered. */
export const loginAgainInterceptor: HttpInterceptorFn = (request, next) => {
  const injector = inject(Injector);
  return next(request).pipe(
    catchError((error: unknown) => {
      const expired =
        error instanceof HttpErrorResponse && error.status === 401 && !OWN_401.test(request.url);
      if (!expired) return throwError(() => error);
      // Injected late: the dialog logs in over the same HttpClient.
      return from(injector.get(LoginAgain).ask()).pipe(
        switchMap((again) => (again ? next(request) : throwError(() => error))),
      );
    }),
  );
};
