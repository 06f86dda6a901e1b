import {
  type CreatedShare,
  MAX_SHARES_PER_SESSION,
  type NewShare,
  type Share,
  type SharedLink,
} from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { type Caller } from '../accounts/caller.js';
import { hashSecret, newSecret } from '../accounts/secret.js';
import { isBlocked } from '../accounts/user-account.entity.js';
import { DomainError } from '../errors/domain-error.js';
import { MarkersService } from '../markers/markers.service.js';
import { SessionAccess } from '../sessions/session-access.js';
import { toSharedSession } from '../sessions/session.mapper.js';
import { type SessionRecording } from '../sessions/session-recording.entity.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { OpenViews } from './open-views.js';
import { type SessionShare } from './session-share.entity.js';
import { type OpenShare, SharesRepository } from './shares.repository.js';

/** A link that leads somewhere, with the session that it leads to. */
export interface SharedRow {
  readonly share: OpenShare;
  readonly row: SessionRecording;
}

/** Links to sessions: made, listed and revoked by the owner, opened by whoever has the token. */
@Injectable()
export class SharesService {
  constructor(
    private readonly shares: SharesRepository,
    private readonly sessions: SessionsRepository,
    private readonly markers: MarkersService,
    private readonly access: SessionAccess,
    private readonly views: OpenViews,
  ) {}

  async create(
    caller: Caller,
    sessionId: string,
    { expiresInHours, includeVideo }: NewShare,
  ): Promise<CreatedShare> {
    const { deletedAt } = await this.access.require(caller, sessionId, 'change');
    if (deletedAt !== null) {
      throw new DomainError('conflict', 'This session is in the trash; take it back before you share it');
    }
    const token = newSecret();
    const share = await this.shares.add(
      { sessionId, secretHash: hashSecret(token), includeVideo, hours: expiresInHours },
      MAX_SHARES_PER_SESSION,
    );
    if (!share) {
      // It may have been removed since it was found.
      await this.access.require(caller, sessionId, 'change');
      throw new DomainError('conflict', `A session has at most ${MAX_SHARES_PER_SESSION} links; revoke some`);
    }
    return { ...toShare(share), token, url: `/s/${token}`, embedUrl: `/embed/${token}` };
  }

  async list(caller: Caller, sessionId: string): Promise<Share[]> {
    await this.access.require(caller, sessionId, 'change');
    return (await this.shares.list(sessionId)).map(toShare);
  }

  /** Whoever looks by this link at the moment is cut off. */
  async revoke(caller: Caller, sessionId: string, shareId: string): Promise<void> {
    await this.access.require(caller, sessionId, 'change');
    if (!(await this.shares.remove(sessionId, shareId))) {
      throw new DomainError('not_found', 'There is no such link');
    }
    this.views.endShare(shareId);
  }

  /** What the viewer is told when the link is opened, which counts as a view unless it is the owner's own. */
  async open(token: string, caller: Caller | null): Promise<SharedLink> {
    const { share, row } = await this.find(token);
    if (caller?.userId !== row.userId) await this.shares.countView(share.id);
    return {
      session: toSharedSession(row, token, share.includeVideo),
      markers: await this.markers.ofSession(row.id),
      expiresAt: share.expiresAt.toISOString(),
    };
  }

  /**
   * Where a token leads.
   *
   * @throws DomainError `not_found`, the same for a link that never was, has expired or was revoked, and for one whose
   *   session is deleted or whose owner is disabled.
   */
  async find(token: string): Promise<SharedRow> {
    const share = await this.shares.findOpen(hashSecret(token));
    const row = share && (await this.sessions.find(share.sessionId));
    // Who is disabled shows nothing any more.
    if (!row || isBlocked(row.user)) throw noSuchLink();
    return { share, row };
  }
}

/** The refusal of every link that leads nowhere. */
export const noSuchLink = () => new DomainError('not_found', 'This link leads nowhere, or not any more');

/** A row as the API tells it, without the hash of its token. */
export const toShare = (row: SessionShare): Share => ({
  id: row.id,
  includeVideo: row.includeVideo,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  viewCount: row.viewCount,
  lastViewedAt: row.lastViewedAt?.toISOString() ?? null,
});
