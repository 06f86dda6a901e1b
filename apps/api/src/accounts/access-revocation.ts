import type { ServerResponse } from 'node:http';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Namespace, type Socket } from 'socket.io';
import { type EntityManager } from 'typeorm';
import { Notifications } from '../database/notifications.js';
import { AccountsRepository } from './accounts.repository.js';
import { type Caller } from './caller.js';

const CHANNEL = 'reclimb_access_ended';
/** Nobody announces that a token or a login has expired: its sockets are put out within this time. */
const SWEEP_MS = 10_000;
/** By then the request that has ended its own access, a logout, is answered. */
const LAST_WORDS_MS = 500;

/** A REST request under way: an upload or a download may take hours. */
interface OpenRequest {
  readonly caller: Caller;
  readonly response: ServerResponse;
}

/**
 * Closes the sockets, and the uploads and downloads, of a login, a token or an account that is no longer good, on every server at once. A new request
 * asks the database; what was let in once must be put out.
 */
@Injectable()
export class AccessRevocation implements OnModuleInit, OnModuleDestroy {
  private readonly namespaces = new Set<Namespace>();
  private readonly requests = new Set<OpenRequest>();
  /** Grows with each revocation heard of. */
  private heard = 0;
  private sweeping: NodeJS.Timeout | undefined;

  constructor(
    private readonly notifications: Notifications,
    private readonly accounts: AccountsRepository,
  ) {}

  onModuleInit(): void {
    this.notifications.listen(CHANNEL, {
      heard: (userId) => {
        this.heard++;
        return this.check(userId);
      },
      missed: () => this.check(),
    });
    // A database that does not answer is asked again the next time.
    this.sweeping = setInterval(() => void this.sweep().catch(() => {}), SWEEP_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeping);
  }

  /** Follows a REST request to its end. */
  follow(caller: Caller, response: ServerResponse): void {
    const request = { caller, response };
    this.requests.add(request);
    response.once('close', () => this.requests.delete(request));
  }

  /** Puts out all that would not be let in now. */
  sweep(): Promise<void> {
    return this.check();
  }

  /** To be called in the transaction that ends something of this user's access. */
  announce(manager: EntityManager, userId: string): Promise<void> {
    return this.notifications.announce(manager, CHANNEL, userId);
  }

  /** To be kept in `socket.data.mark` before a socket's caller is looked up; see {@link watch}. */
  mark(): number {
    return this.heard;
  }

  /** Watches the sockets of a namespace; of one that it watches already nothing changes. */
  watch(namespace: Namespace): void {
    if (this.namespaces.has(namespace)) return;
    this.namespaces.add(namespace);
    namespace.on('connection', (socket: Socket) => {
      const { caller, mark } = socket.data as { caller?: Caller; mark?: number };
      // Something was revoked while this socket was on its way in.
      if (caller && mark !== this.heard) void this.check(caller.userId);
    });
  }

  /** Puts out what of this user (or of all) would not be let in now. */
  private async check(userId?: string): Promise<void> {
    const isAffected = (caller: Caller) => userId === undefined || caller.userId === userId;
    const sockets = [...this.namespaces]
      .flatMap((namespace) => [...namespace.sockets.values()])
      .flatMap((socket) => {
        const { caller } = socket.data as { caller?: Caller };
        return caller && isAffected(caller) ? { socket, caller } : [];
      });
    const requests = [...this.requests].filter(({ caller }) => isAffected(caller));
    if (sockets.length + requests.length === 0) return;
    const ids = new Set([...sockets, ...requests].map(({ caller }) => caller.credentialId));
    const valid = await this.accounts.validCredentials([...ids]);
    for (const { socket, caller } of sockets) {
      if (!valid.has(caller.credentialId)) socket.disconnect(true);
    }
    for (const { response, caller } of requests) {
      if (!valid.has(caller.credentialId)) cutOff(response);
    }
  }
}

function cutOff(response: ServerResponse): void {
  const timer = setTimeout(() => response.destroy(), LAST_WORDS_MS);
  response.once('close', () => clearTimeout(timer));
}
