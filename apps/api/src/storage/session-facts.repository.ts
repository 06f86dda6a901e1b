import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SessionFacts } from './session-facts.js';

interface FactsRow extends Omit<SessionFacts, 'owner'> {
  ownerId: string;
  ownerName: string;
}

/** The facts of all sessions at once: some hundred bytes each. */
@Injectable()
export class SessionFactsRepository {
  constructor(private readonly database: DataSource) {}

  /** Every session there is, in the trash or not; what is being removed already is left out. */
  async all(): Promise<SessionFacts[]> {
    const rows: FactsRow[] = await this.database.query(
      `SELECT s.id, s.name, s.user_id AS "ownerId", u.name AS "ownerName", s.status, s.created_at AS "createdAt",
              s.updated_at AS "updatedAt", s.deleted_at AS "deletedAt", s.pinned, s.interrupted,
              s.frame_count AS "frameCount", coalesce(s.video_size, 0)::float8 AS "videoBytes",
              CASE WHEN s.raw_video_path IS NULL THEN 0 ELSE s.video_bytes END::float8 AS "uploadBytes",
              EXISTS (SELECT FROM session_share WHERE session_id = s.id AND expires_at > now()) AS shared
         FROM session_recording s JOIN user_account u ON u.id = s.user_id
        WHERE s.removing_at IS NULL`,
    );
    return rows.map(({ ownerId, ownerName, ...facts }) => ({
      ...facts,
      owner: { id: ownerId, name: ownerName },
    }));
  }
}
