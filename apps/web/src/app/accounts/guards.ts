import { inject } from '@angular/core';
import { type CanActivateFn, Router, type UrlTree } from '@angular/router';
import { AccountStore } from './account-store';

/** Where to go after logging in, when the address says nothing else. */
export const HOME = '/library';

/**
 * The address to go back to after logging in. Only paths of this app are taken: an address of another site in a crafted
 * link would send people away who have just typed their password.
 */
export function returnUrlOf(text: string | null | undefined): string {
  return text && /^\/(?![/\\])/.test(text) ? text : HOME;
}

/** Lets in who is logged in; others go to the login (with the way back), or to the set-up of a new server. */
export const loggedIn: CanActivateFn = async (_route, state) => {
  const accounts = inject(AccountStore);
  const router = inject(Router);
  await accounts.ready();
  if (accounts.account()) return true;
  if (accounts.setupRequired()) return router.createUrlTree(['/setup']);
  return loginTree(router, state.url);
};

/** For administrators; others find themselves in the library. */
export const administrator: CanActivateFn = async () => {
  const accounts = inject(AccountStore);
  const router = inject(Router);
  await accounts.ready();
  return accounts.isAdmin() || router.parseUrl(HOME);
};

/** The set-up page, while the server has no account yet. */
export const setupOpen: CanActivateFn = async () => {
  const accounts = inject(AccountStore);
  const router = inject(Router);
  await accounts.ready();
  return accounts.setupRequired() || router.parseUrl(HOME);
};

/** The login page, for those who are not logged in yet. */
export const loggedOut: CanActivateFn = async (route) => {
  const accounts = inject(AccountStore);
  const router = inject(Router);
  await accounts.ready();
  if (accounts.setupRequired()) return router.createUrlTree(['/setup']);
  return !accounts.account() || router.parseUrl(returnUrlOf(route.queryParamMap.get('returnUrl')));
};

/** The register page, where strangers may make an account; else it is the login page. */
export const registrationOpen: CanActivateFn = async (route) => {
  const accounts = inject(AccountStore);
  const router = inject(Router);
  await accounts.ready();
  if (accounts.setupRequired()) return router.createUrlTree(['/setup']);
  if (accounts.account()) return router.parseUrl(returnUrlOf(route.queryParamMap.get('returnUrl')));
  return accounts.registrationOpen() || router.createUrlTree(['/login']);
};

/** The login page with the way back to `url`. */
export function loginTree(router: Router, url: string): UrlTree {
  const returnUrl = returnUrlOf(url);
  return router.createUrlTree(['/login'], { queryParams: returnUrl === HOME ? {} : { returnUrl } });
}
