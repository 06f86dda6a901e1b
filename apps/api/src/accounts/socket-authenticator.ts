import { Injectable } from '@nestjs/common';
import { type Ack, type TokenScope } from '@reclimb/contracts';
import { type ExtendedError, type Socket } from 'socket.io';
import { toWireError } from '../errors/ack-gateway.js';
import { DomainError } from '../errors/domain-error.js';
import { toDomainError } from '../errors/wire-error.js';
import { Authenticator } from './authenticator.js';
import { type Caller } from './caller.js';
import { readLoginCookie } from './login-cookie.js';

type Middleware = (socket: Socket, next: (error?: ExtendedError) => void) => void;

/**
 * Lets only callers who may into a namespace: the login cookie, or `auth: { token }`. A gateway installs it in
 * `afterInit`: `namespace.use(this.authenticator.middleware('sessions:write'))`. Everybody else gets a `connect_error`
 * whose `data` is the wire error. The caller is then in `socket.data.caller`.
 */
@Injectable()
export class SocketAuthenticator {
  constructor(private readonly authenticator: Authenticator) {}

  middleware(scope: TokenScope): Middleware {
    return (socket, next) => {
      this.authenticate(socket, scope).then(
        (caller) => {
          (socket.data as { caller?: Caller }).caller = caller;
          answerUnknownEvents(socket);
          next();
        },
        (error: unknown) => next(connectError(toDomainError(error))),
      );
    };
  }

  /** Who connects. Throws `unauthenticated`, or `forbidden` when the token lacks the scope. */
  async authenticate(socket: Socket, scope: TokenScope): Promise<Caller> {
    const caller = await this.identify(socket);
    if (!caller) throw new DomainError('unauthenticated', 'Please log in');
    if (!caller.scopes.has(scope)) throw new DomainError('forbidden', `The token lacks the scope ${scope}`);
    return caller;
  }

  private async identify(socket: Socket): Promise<Caller | null> {
    const token: unknown = socket.handshake.auth['token'];
    if (token !== undefined && token !== null) {
      if (typeof token !== 'string') throw new DomainError('unauthenticated', 'auth.token is not a text');
      return this.authenticator.byToken(token);
    }
    const secret = readLoginCookie(socket.handshake.headers.cookie);
    return secret === null ? null : ((await this.authenticator.byLogin(secret))?.caller ?? null);
  }
}

/** The error that makes Socket.IO refuse a connection; the client reads the code in its `data`. */
export function connectError(error: DomainError): ExtendedError {
  return Object.assign(new Error(error.message), { data: toWireError(error) });
}

/** The caller of a socket that {@link SocketAuthenticator} let in. */
export function socketCaller(socket: Socket): Caller {
  const { caller } = socket.data as { caller?: Caller };
  if (!caller) throw new Error('Invariant: the namespace authenticates its sockets');
  return caller;
}

/** An event that nobody handles would leave its sender waiting for an acknowledgement. */
export function answerUnknownEvents(socket: Socket): void {
  socket.onAny((event: string, ...parameters: unknown[]) => {
    const acknowledge = parameters.at(-1);
    if (typeof acknowledge !== 'function' || socket.listenerCount(event) > 0) return;
    const error = new DomainError('validation_failed', 'There is no such event here');
    acknowledge({ ok: false, error: toWireError(error) } satisfies Ack<never>);
  });
}
