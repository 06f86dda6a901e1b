import {
  MAX_TAGS,
  type Session,
  type SessionBulk,
  type SessionPage,
  type SessionPatch,
  type SessionQuery,
} from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Caller } from '../accounts/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from '../errors/validation.js';
import { MediaRemoval } from '../media/media-removal.js';
import { WebhookOutbox } from '../webhooks/webhook-outbox.js';
import { LibraryRepository } from './library.repository.js';
import { aboutSession, SessionAccess, sessionNotFound } from './session-access.js';
import { toSession } from './session.mapper.js';
import { type OwnerFilter, SessionsRepository } from './sessions.repository.js';

/** The library: finding, naming, sorting out and removing sessions. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly library: LibraryRepository,
    private readonly access: SessionAccess,
    private readonly transactions: TransactionRunner,
    private readonly removal: MediaRemoval,
    private readonly webhooks: WebhookOutbox,
    private readonly audit: AuditLog,
  ) {}

  async list(caller: Caller, query: SessionQuery): Promise<SessionPage> {
    const owner = query.owner === 'me' ? caller.userId : this.access.ownerFilter(caller, 'metadata');
    const { ids, nextCursor } = await this.library.page(owner, query);
    const rows = new Map((await this.sessions.findAll(ids)).map((row) => [row.id, row]));
    await this.audit.listed(
      caller,
      [...rows.values()].map(({ userId }) => userId),
    );
    return { items: ids.flatMap((id) => rows.get(id) ?? []).map(toSession), nextCursor };
  }

  async get(caller: Caller, id: string): Promise<Session> {
    return toSession(await this.access.require(caller, id, 'metadata'));
  }

  async patch(caller: Caller, id: string, patch: SessionPatch): Promise<Session> {
    await this.access.require(caller, id, 'change');
    const tags = patch.tags && { tags: [...new Set(patch.tags)] };
    if (!(await this.sessions.patch(id, caller.userId, { ...patch, ...tags }))) throw sessionNotFound();
    return this.get(caller, id);
  }

  /** Moves the session to the trash, or removes it with all that belongs to it. */
  async remove(caller: Caller, id: string, permanent: boolean): Promise<void> {
    await this.access.require(caller, id, 'delete');
    await this.carryOut(caller, { action: permanent ? 'purge' : 'delete', ids: [id] });
  }

  async restore(caller: Caller, id: string): Promise<Session> {
    await this.access.require(caller, id, 'change');
    await this.carryOut(caller, { action: 'restore', ids: [id] });
    return this.get(caller, id);
  }

  /** One action on many sessions, all or nothing; answers how many they were. */
  async carryOut(caller: Caller, bulk: SessionBulk): Promise<number> {
    const ids = [...new Set(bulk.ids)];
    const deletes = bulk.action === 'delete' || bulk.action === 'purge';
    const owner = this.access.ownerFilter(caller, deletes ? 'delete' : 'change');
    return this.transactions.run(async (manager) => {
      if (deletes) await this.noteDeletion(manager, caller, bulk.action === 'purge', ids);
      const found =
        bulk.action === 'purge'
          ? await this.purge(manager, owner, ids)
          : await this.act(manager, owner, { ...bulk, ids });
      if (found !== ids.length) {
        throw new DomainError('not_found', 'Not all of these sessions exist; nothing was changed');
      }
      return found;
    });
  }

  /** An administrator's deletion of what belongs to others. */
  private async noteDeletion(
    manager: EntityManager,
    caller: Caller,
    forGood: boolean,
    ids: readonly string[],
  ): Promise<void> {
    if (caller.role !== 'admin') return;
    const others = (await this.sessions.findAll(ids, manager)).filter(
      ({ userId }) => userId !== caller.userId,
    );
    const kind = forGood ? 'session_deleted' : 'session_trashed';
    await this.audit.note(manager, caller, kind, others.map(aboutSession));
  }

  private async purge(manager: EntityManager, owner: OwnerFilter, ids: readonly string[]): Promise<number> {
    const rows = await this.sessions.findAll(ids, manager);
    const removed = await this.sessions.remove(manager, owner, ids);
    const gone = rows.filter(({ id }) => removed.includes(id));
    await this.webhooks.announce(manager, 'session.deleted', gone, { permanent: true });
    await this.removal.enqueue(manager, removed);
    return removed.length;
  }

  private async act(
    manager: EntityManager,
    owner: OwnerFilter,
    bulk: Exclude<SessionBulk, { action: 'purge' }> | SessionBulk,
  ): Promise<number> {
    if (bulk.action === 'purge') throw new Error('Invariant: purge is carried out by purge()');
    const tags = 'tags' in bulk ? [...new Set(bulk.tags)] : [];
    const { action } = bulk;
    const moved = action === 'delete' || action === 'restore' ? action : null;
    const moving = moved ? await this.sessions.lockMoving(manager, moved, bulk.ids) : [];
    const rows = await this.sessions.act(manager, owner, action, bulk.ids, tags);
    if (rows.some((row) => row.tags.length > MAX_TAGS)) {
      throw validationError([{ path: ['tags'], message: `A session has at most ${MAX_TAGS} tags` }]);
    }
    if (moved) {
      const event = moved === 'delete' ? 'session.deleted' : 'session.restored';
      const facts = moved === 'delete' ? { permanent: false } : {};
      await this.webhooks.announce(manager, event, await this.sessions.findAll(moving, manager), facts);
    }
    return rows.length;
  }
}
