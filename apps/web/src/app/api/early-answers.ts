import { type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { catchError, from, of, switchMap } from 'rxjs';

/** Milliseconds of the page after which an answer is not news any more: the app asks again. */
const GOOD_UNTIL_MS = 10_000;

declare global {
  /** What `early.js` has asked the server before the app was there, by address. */
  var reclimbEarly: Map<string, Promise<Response>> | undefined;
}

/**
 * Answers a question that was asked before the app was there with what came of it, once. A refusal is not passed on: since
 * then somebody may have logged in.
 */
export const earlyAnswersInterceptor: HttpInterceptorFn = (request, next) => {
  const early = request.method === 'GET' ? globalThis.reclimbEarly?.get(request.urlWithParams) : undefined;
  if (!early) return next(request);
  globalThis.reclimbEarly?.delete(request.urlWithParams);
  if (performance.now() > GOOD_UNTIL_MS) return next(request);
  return from(bodyOf(early)).pipe(
    // No network, a refusal, or no JSON: asked again, it fails in the usual way.
    catchError(() => of(undefined)),
    switchMap((body) => (body === undefined ? next(request) : of(new HttpResponse({ status: 200, body })))),
  );
};

async function bodyOf(early: Promise<Response>): Promise<unknown> {
  const answer = await early;
  return answer.ok ? answer.json() : undefined;
}
