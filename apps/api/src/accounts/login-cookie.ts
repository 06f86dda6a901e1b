import { parseCookie } from 'cookie';
import { type Request, type Response } from 'express';

export const LOGIN_COOKIE = 'reclimb_login';

/** The secret of the login cookie in a `Cookie` header, or null. */
export function readLoginCookie(header: string | undefined): string | null {
  return (header === undefined ? undefined : parseCookie(header)[LOGIN_COOKIE]) || null;
}

/** Sends the cookie; out of reach of scripts, and only over HTTPS when the page came over HTTPS. */
export function setLoginCookie(request: Request, response: Response, secret: string, expires: Date): void {
  response.cookie(LOGIN_COOKIE, secret, { ...attributes(request), expires });
}

export function clearLoginCookie(request: Request, response: Response): void {
  response.clearCookie(LOGIN_COOKIE, attributes(request));
}

function attributes(request: Request) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: request.secure } as const;
}
