import { Injectable } from '@nestjs/common';
import { type Ack, type TokenScope } from '@reclimb/contracts';
import { type ExtendedError, type Socket } from 'socket.io';
import { Config } from '../config/config.js';
import { toWireError } from '../errors/ack-gateway.js';
import { DomainError } from '../errors/domain-error.js';
import { toDomainError } from '../errors/wire-error.js';
import { Arrivals } from '../limits/arrivals.js';
import { SocketLimits } from '../limits/socket-limits.js';
import { SocketTraffic } from '../web/socket-traffic.js';
import { AccessRevocation } from './access-revocation.js';
import { Authenticator, browserOf } from './authenticator.js';
import { type Caller } from './caller.js';
import { readLoginCookie } from './login-cookie.js';
import { clientAddress, networkOf } from './network-address.js';
import { mayUseLogin } from './origin.js';

type Middleware = (socket: Socket, next: (error?: ExtendedError) => void) => void;

/**
 * Lets only callers who may into a namespace: the login cookie, or `auth: { token }`. A gateway installs it in
 * `afterInit`: `namespace.use(this.authenticator.middleware('sessions:write'))`. Everybody else gets a `connect_error`
 * whose `data` is the wire error. The caller is then in `socket.data.caller`.
 */
@Injectable()
export class SocketAuthenticator {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly revocation: AccessRevocation,
    private readonly config: Config,
    private readonly arrivals: Arrivals,
    private readonly limits: SocketLimits,
    private readonly traffic: SocketTraffic,
  ) {}

  middleware(scope: TokenScope): Middleware {
    return (socket, next) => {
      this.revocation.watch(socket.nsp);
      const mark = this.revocation.mark();
      this.arrivals
        .identify(() => this.authenticate(socket, scope))
        .then((caller) => {
          this.limits.admit(socket, caller.userId);
          this.traffic.follow(socket, caller.userId);
          Object.assign(socket.data, { caller, mark });
          answerUnknownEvents(socket);
        })
        .then(
          () => next(),
          (error: unknown) => next(connectError(toDomainError(error))),
        );
    };
  }

  /** Lets everybody in who will be asked for a link afterwards; their address is limited as a user is. */
  viewerMiddleware(): Middleware {
    return (socket, next) => {
      const address = networkOf(clientAddress(socket.request, this.config.trustProxy));
      try {
        this.limits.admit(socket, `address ${address}`);
      } catch (error) {
        return next(connectError(toDomainError(error)));
      }
      this.traffic.follow(socket, undefined);
      answerUnknownEvents(socket);
      next();
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
    const { headers } = socket.handshake;
    const secret = mayUseLogin(headers, this.config) ? readLoginCookie(headers.cookie) : null;
    if (secret === null) return null;
    const browser = browserOf(headers['user-agent'], clientAddress(socket.request, this.config.trustProxy));
    return (await this.authenticator.byLogin(secret, browser))?.caller ?? null;
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
  socket.use((packet, next) => {
    if (socket.listenerCount(String(packet[0])) > 0) return next();
    const acknowledge: unknown = packet.at(-1);
    if (typeof acknowledge !== 'function') return;
    const error = new DomainError('validation_failed', 'There is no such event here');
    acknowledge({ ok: false, error: toWireError(error) } satisfies Ack<never>);
  });
}
