import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type ErrorCode, type Problem } from '@reclimb/contracts';
import { type Request, type Response } from 'express';
import { contextOf, inLogContext } from '../logging/log-context.js';
import { type DomainError } from './domain-error.js';
import { httpStatus, toDomainError } from './wire-error.js';

const TITLES: Readonly<Record<ErrorCode, string>> = {
  validation_failed: 'The request is not valid',
  unauthenticated: 'Please log in',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Conflict with the current state',
  gap: 'Something before this is missing',
  payload_too_large: 'Too large',
  rate_limited: 'Too many attempts',
  quota_exceeded: 'Quota exceeded',
  storage_full: 'The server has no space left',
  unavailable: 'Not available at the moment',
  internal: 'Internal error',
};

/** The problem document (RFC 9457) of an error. */
export function toProblem({ code, message, details }: DomainError): Problem {
  return {
    type: 'about:blank',
    title: TITLES[code],
    status: httpStatus(code),
    detail: message,
    code,
    ...(details?.errors && { errors: [...details.errors] }),
    ...(details?.nextFrameNumber !== undefined && { nextFrameNumber: details.nextFrameNumber }),
    ...(details?.nextVideoOffset !== undefined && { nextVideoOffset: details.nextVideoOffset }),
  };
}

/** Answers the request with the problem document of whatever was thrown. */
export function sendProblem(response: Response, thrown: unknown): void {
  const error = toDomainError(thrown);
  if (response.headersSent) {
    // Part of a stream is out already: cutting the connection is the only way left to say that it is incomplete.
    response.destroy();
    return;
  }
  if (error.details?.retryAfter !== undefined) response.setHeader('Retry-After', error.details.retryAfter);
  // Headers meant for the answer that did not come about.
  for (const name of ['ETag', 'Content-Length', 'Content-Range', 'Content-Encoding', 'Content-Disposition']) {
    response.removeHeader(name);
  }
  response.setHeader('Cache-Control', 'no-store');
  response
    .status(httpStatus(error.code))
    .type('application/problem+json')
    .send(JSON.stringify(toProblem(error)));
}

/** Makes every refused REST request a problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    inLogContext(contextOf(http.getRequest<Request>()), () => {
      sendProblem(http.getResponse<Response>(), thrown);
    });
  }
}
