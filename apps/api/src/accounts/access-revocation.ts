import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Namespace, type Socket } from 'socket.io';
import { type EntityManager } from 'typeorm';
import { Notifications } from '../database/notifications.js';
import { AccountsRepository } from './accounts.repository.js';
import { type Caller } from './caller.js';

const CHANNEL = 'reclimb_access_ended';
/** Nobody announces that a token or a login has expired: its sockets are put out within this time. */
const SWEEP_MS = 10_000;

/**
 * Closes the sockets of a login, a token or an account that is no longer good, on every server at once. REST requests
 * ask the database each time; a socket was let in once and must be put out.
 */
@Injectable()
export class AccessRevocation implements OnModuleInit, OnModuleDestroy {
  private readonly namespaces = new Set<Namespace>();
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

  /** Puts out all sockets that would not be let in now. */
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

  /** Puts out the sockets of this user (or of all) that would not be let in now. */
  private async check(userId?: string): Promise<void> {
    const sockets = [...this.namespaces]
      .flatMap((namespace) => [...namespace.sockets.values()])
      .flatMap((socket) => {
        const { caller } = socket.data as { caller?: Caller };
        return caller && (userId === undefined || caller.userId === userId) ? { socket, caller } : [];
      });
    if (sockets.length === 0) return;
    const valid = await this.accounts.validCredentials(sockets.map(({ caller }) => caller.credentialId));
    for (const { socket, caller } of sockets) {
      if (!valid.has(caller.credentialId)) socket.disconnect(true);
    }
  }
}
