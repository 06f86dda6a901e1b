import { type ReplayHandshake, replayHandshakeSchema, type SessionInfo } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { socketCaller } from '../accounts/socket-authenticator.js';
import type { DomainError } from '../errors/domain-error.js';
import { validated, validationError } from '../errors/validation.js';
import { MarkersService } from '../markers/markers.service.js';
import { SessionAccess, sessionNotFound } from '../sessions/session-access.js';
import { toSession, toSharedSession } from '../sessions/session.mapper.js';
import { noSuchLink, SharesService } from '../sharing/shares.service.js';
import { FrameWindow } from './frame-window.js';
import { type Place, placeAt, type ReplaySource, type Standing } from './replay-source.js';
import { ReplaySources } from './replay-sources.js';

/** How the session stands now, and what the viewer is told of it. */
interface Description {
  info: SessionInfo;
  standing: Standing;
}

/** What a connection may see. */
export interface Admission extends Description {
  handshake: ReplayHandshake;
  sessionId: string;
  /** The link by which it is seen; null for its owner. */
  shareId: string | null;
  source: ReplaySource;
  /** Filling already from where the viewer looks first. */
  window: FrameWindow;
  /** Where the viewer looks first; null at the session's start. */
  start: Place | null;
  /** Looks again. Rejects when the viewer may not see the session any more. */
  describe: () => Promise<Description>;
}

/** Whether a connection comes with the token of a shared link, and so without a login. */
export function usesSharedLink({ handshake }: Pick<Socket, 'handshake'>): boolean {
  return handshake.auth['shareToken'] !== undefined;
}

/** Decides which session a connection of `/replay` sees, and how much of it: its owner all, the viewer of a link a part. */
@Injectable()
export class ReplayAdmissions {
  constructor(
    private readonly access: SessionAccess,
    private readonly shares: SharesService,
    private readonly sources: ReplaySources,
    private readonly markers: MarkersService,
  ) {}

  /** Throws a DomainError when there is nothing that the caller may see. */
  async admit(socket: Socket): Promise<Admission> {
    const handshake = validated(replayHandshakeSchema, socket.handshake.auth, ['auth']);
    const { sessionId, shareToken } = handshake;
    if (shareToken !== undefined) {
      if (sessionId === undefined) return this.byLink(handshake, shareToken);
      throw validationError([{ path: ['auth', 'sessionId'], message: 'The link names its session itself' }]);
    }
    if (sessionId !== undefined) return this.byLogin(socket, handshake, sessionId);
    throw validationError([{ path: ['auth', 'sessionId'], message: 'Expected the session to replay' }]);
  }

  private async byLogin(socket: Socket, handshake: ReplayHandshake, sessionId: string): Promise<Admission> {
    const describe = () =>
      this.describe(
        sessionId,
        async () => toSession(await this.access.require(socketCaller(socket), sessionId, 'content')),
        sessionNotFound,
      );
    return this.admission({ handshake, sessionId, shareId: null, describe });
  }

  private async byLink(handshake: ReplayHandshake, token: string): Promise<Admission> {
    const { share } = await this.shares.find(token);
    const { sessionId, id: shareId } = share;
    const describe = () =>
      this.describe(
        sessionId,
        async () => toSharedSession((await this.shares.find(token)).row, token, share.includeVideo),
        noSuchLink,
      );
    return this.admission({ handshake, sessionId, shareId, describe });
  }

  private async admission(
    asked: Pick<Admission, 'handshake' | 'sessionId' | 'shareId' | 'describe'>,
  ): Promise<Admission> {
    const source = this.sources.of(asked.sessionId);
    const window = new FrameWindow((bounds, limit) => source.read(bounds, limit));
    // All at once, so that the first frames are at hand when the viewer is let in: whoever may not see the session is
    // not told what was found.
    const [description, start] = await Promise.all([
      asked.describe(),
      startOf(source, window, asked.handshake.startAt),
    ]);
    return { ...asked, ...description, source, window, start };
  }

  /** Rejects when the viewer may not see the session, and with `gone` when it has just been deleted. */
  private async describe(
    sessionId: string,
    lookUp: () => Promise<SessionInfo['session']>,
    gone: () => DomainError,
  ): Promise<Description> {
    const [session, standing, markers] = await Promise.all([
      lookUp(),
      this.sources.of(sessionId).standing(),
      this.markers.ofSession(sessionId),
    ]);
    if (!standing) throw gone();
    const { frameCount, firstTimestamp, lastTimestamp } = standing.extent;
    const empty = frameCount === 0;
    const info: SessionInfo = {
      session,
      firstTimestamp: empty ? null : firstTimestamp,
      lastTimestamp: empty ? null : lastTimestamp,
      frameCount,
      markers,
    };
    return { info, standing };
  }
}

/** Where a viewer begins, null at the session's start; the window is filled from there meanwhile. */
async function startOf(
  source: ReplaySource,
  window: FrameWindow,
  startAt: number | undefined,
): Promise<Place | null> {
  const start = startAt === undefined ? null : await placeAt(source, startAt);
  // Not waited for. Whoever needs the frames and does not find them reads them again, and hears why that fails.
  window.fill(start?.frameNumber ?? 0).catch(() => undefined);
  return start;
}
