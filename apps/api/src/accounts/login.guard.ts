import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Request, type Response } from 'express';
import { type TokenScope } from '@reclimb/contracts';
import { Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import {
  type AuthenticatedRequest,
  LOGIN_ONLY_KEY,
  MONITORING_KEY,
  PUBLIC_KEY,
  SCOPE_KEY,
} from './access.js';
import { AccessRevocation } from './access-revocation.js';
import { Authenticator, browserOf } from './authenticator.js';
import { type Caller } from './caller.js';
import { RequestRates } from '../limits/request-rates.js';
import { noteInLog } from '../logging/log-context.js';
import { readLoginCookie, setLoginCookie } from './login-cookie.js';
import { mayUseLogin } from './origin.js';
import { hashSecret } from './secret.js';

/** Methods that change nothing, so that a foreign page may cause them. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Asks every route's caller who they are, unless the route is public: a forgotten decorator locks, never opens. */
@Injectable()
export class LoginGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly config: Config,
    private readonly rates: RequestRates,
    private readonly revocation: AccessRevocation,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Sockets are authenticated when they connect, by their namespace's middleware.
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (this.isMonitoring(request, context)) return true;
    const caller = await this.identify(request, context.switchToHttp().getResponse<Response>()).catch(
      async (error: unknown) => {
        await this.rates.count(null, request.ip ?? '');
        throw error;
      },
    );
    await this.rates.count(caller, request.ip ?? '');
    if (caller) {
      request.caller = caller;
      this.revocation.follow(caller, context.switchToHttp().getResponse<Response>());
    }
    noteInLog(request, { userId: caller?.userId });
    if (this.metadata<boolean>(PUBLIC_KEY, context)) return true;
    if (!caller) throw new DomainError('unauthenticated', 'Please log in');
    this.checkScope(context, request, caller);
    return true;
  }

  private async identify(request: Request, response: Response): Promise<Caller | null> {
    if (request.headers.authorization !== undefined) {
      const token = bearerOf(request);
      if (!token) throw new DomainError('unauthenticated', 'Expected Authorization: Bearer <token>');
      return this.authenticator.byToken(token);
    }
    if (!SAFE_METHODS.has(request.method) && !mayUseLogin(request.headers, this.config)) {
      throw new DomainError('forbidden', 'This request comes from a page of another site');
    }
    const secret = readLoginCookie(request.headers.cookie);
    const authentication =
      secret === null
        ? null
        : await this.authenticator.byLogin(secret, browserOf(request.headers['user-agent'], request.ip));
    if (secret !== null && authentication?.extendedUntil) {
      setLoginCookie(request, response, secret, authentication.extendedUntil);
    }
    return authentication?.caller ?? null;
  }

  /** Compared by hash, so that the time it takes tells nothing of the token. A wrong one goes the way of all wrong tokens. */
  private isMonitoring(request: Request, context: ExecutionContext): boolean {
    const { metricsToken } = this.config;
    const given = bearerOf(request);
    if (!this.metadata<boolean>(MONITORING_KEY, context) || !metricsToken || !given) return false;
    return hashSecret(given).equals(hashSecret(metricsToken));
  }

  private checkScope(context: ExecutionContext, request: Request, caller: Caller): void {
    if (this.metadata<boolean>(LOGIN_ONLY_KEY, context) && caller.loginId === null) {
      throw new DomainError('forbidden', 'This needs a login, a token is not enough');
    }
    const byMethod = SAFE_METHODS.has(request.method) ? 'sessions:read' : 'sessions:write';
    const scope = this.metadata<TokenScope | 'any'>(SCOPE_KEY, context) ?? byMethod;
    if (scope === 'any') return;
    if (!caller.scopes.has(scope)) throw new DomainError('forbidden', `The token lacks the scope ${scope}`);
    if (scope === 'admin' && caller.role !== 'admin') {
      throw new DomainError('forbidden', 'Only administrators may do this');
    }
  }

  private metadata<T>(key: string, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}

function bearerOf({ headers }: Request): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}
