import { Injectable } from '@nestjs/common';
import { DataSource, type Repository } from 'typeorm';
import { IS_BLOCKED } from '../accounts/user-account.entity.js';
import { SessionShare } from './session-share.entity.js';

/** A link that leads somewhere now. */
export interface OpenShare {
  readonly id: string;
  readonly sessionId: string;
  readonly includeVideo: boolean;
  readonly expiresAt: Date;
}

/** What a view looks at: a session, by a link or (null) by a login. */
export interface Looking {
  readonly sessionId: string;
  readonly shareId: string | null;
}

/** Links that have expired are listed this long, for their views to be read. */
const LISTED_AFTER_EXPIRY = '30 days';

/** The links `h` that lead somewhere, by the database's clock alone, which all servers share. */
const OPEN_LINKS = `session_share AS h
  JOIN session_recording AS s ON s.id = h.session_id AND h.expires_at > now() AND s.deleted_at IS NULL
   AND s.removing_at IS NULL
  JOIN user_account AS u ON u.id = s.user_id AND u.delete_after IS NULL AND NOT ${IS_BLOCKED}`;

/** Rows of session_share. */
@Injectable()
export class SharesRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Adds a link, and forgets those of the session that expired long ago. Null: there are `most` of them already, or the
   * session is being removed. The session's lock makes that certain: a cleanup that has seen no link waits for this one, or
   * this one finds the session taken.
   */
  async add(
    share: { sessionId: string; secretHash: Buffer; includeVideo: boolean; hours: number },
    most: number,
  ): Promise<SessionShare | null> {
    const { sessionId, secretHash, includeVideo, hours } = share;
    await this.database.query(
      `DELETE FROM session_share WHERE session_id = $1 AND expires_at < now() - interval '${LISTED_AFTER_EXPIRY}'`,
      [sessionId],
    );
    const [row]: { id: string }[] = await this.database.query(
      `WITH there AS (
         SELECT id FROM session_recording WHERE id = $1 AND removing_at IS NULL FOR KEY SHARE)
       INSERT INTO session_share (session_id, secret_hash, include_video, expires_at)
       SELECT there.id, $2, $3, now() + make_interval(hours => $4) FROM there
        WHERE (SELECT count(*) FROM session_share WHERE session_id = $1) < $5
       RETURNING id`,
      [sessionId, secretHash, includeVideo, hours, most],
    );
    return row ? this.rows.findOneByOrFail({ id: row.id }) : null;
  }

  /** Newest first. */
  list(sessionId: string): Promise<SessionShare[]> {
    return this.rows.find({ where: { sessionId }, order: { createdAt: 'DESC', id: 'ASC' } });
  }

  /** Whether there was such a link of this session. */
  async remove(sessionId: string, id: string): Promise<boolean> {
    return (await this.rows.delete({ sessionId, id })).affected === 1;
  }

  /**
   * The link of a token, when it leads somewhere. One look-up whatever is wrong: unknown, revoked, expired and deleted take
   * the same time.
   */
  async findOpen(secretHash: Buffer): Promise<OpenShare | null> {
    const [row]: OpenShare[] = await this.database.query(
      `SELECT h.id, h.session_id AS "sessionId", h.include_video AS "includeVideo", h.expires_at AS "expiresAt"
         FROM ${OPEN_LINKS} WHERE h.secret_hash = $1`,
      [secretHash],
    );
    return row ?? null;
  }

  async countView(id: string): Promise<void> {
    await this.database.query(
      'UPDATE session_share SET view_count = view_count + 1, last_viewed_at = now() WHERE id = $1',
      [id],
    );
  }

  /** Those of the views that nothing is to be seen by any more: the session is deleted, or the link leads nowhere. */
  ended(views: readonly Looking[]): Promise<Looking[]> {
    return this.database.query(
      `SELECT v.session_id AS "sessionId", v.share_id AS "shareId"
         FROM unnest($1::uuid[], $2::uuid[]) AS v (session_id, share_id)
        WHERE CASE WHEN v.share_id IS NULL
                THEN NOT EXISTS (SELECT FROM session_recording s WHERE s.id = v.session_id)
                ELSE NOT EXISTS (SELECT FROM ${OPEN_LINKS} WHERE h.id = v.share_id)
              END`,
      [views.map(({ sessionId }) => sessionId), views.map(({ shareId }) => shareId)],
    );
  }

  private get rows(): Repository<SessionShare> {
    return this.database.getRepository(SessionShare);
  }
}
