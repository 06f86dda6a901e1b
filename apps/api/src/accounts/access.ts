import {
  applyDecorators,
  createParamDecorator,
  type CustomDecorator,
  type ExecutionContext,
  SetMetadata,
} from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { type Request } from 'express';
import { type TokenScope } from '@reclimb/contracts';
import { PUBLIC_EXTENSION } from '../openapi/extensions.js';
import { type Caller } from './caller.js';

/** A request that has passed the guard of {@link LoginGuard}. */
export type AuthenticatedRequest = Request & { caller?: Caller };

export const PUBLIC_KEY = 'reclimb:public';
export const SCOPE_KEY = 'reclimb:scope';
export const LOGIN_ONLY_KEY = 'reclimb:login-only';
export const MONITORING_KEY = 'reclimb:monitoring';

/** Opens a route to everybody. Every route without it asks for a login or a token. */
export const Public = () =>
  applyDecorators(SetMetadata(PUBLIC_KEY, true), ApiExtension(PUBLIC_EXTENSION, true));

/**
 * The scope that a token needs here, `any` for a token of any scope. Without it reading (GET, HEAD) needs
 * `sessions:read` and everything else `sessions:write`.
 */
export const RequireScope = (scope: TokenScope | 'any'): CustomDecorator => SetMetadata(SCOPE_KEY, scope);

/** Keeps tokens out: only somebody who logged in, so that a leaked token cannot make itself a successor. */
export const LoginOnly = (): CustomDecorator => SetMetadata(LOGIN_ONLY_KEY, true);

/** Lets whoever has METRICS_TOKEN in too. */
export const OpenToMonitoring = (): CustomDecorator => SetMetadata(MONITORING_KEY, true);

/** The {@link Caller} of a route that is not public. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!caller) throw new Error('Invariant: @CurrentUser() on a route that the guard has passed');
  return caller;
});

/** The {@link Caller}, or null on a public route that nobody logged in to. */
export const OptionalUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller | null =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().caller ?? null,
);
