import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A media key, and the session that names it. */
export interface MediaReference {
  key: string;
  sessionId: string;
  sessionName: string;
  ownerId: string;
  ownerName: string;
}

const COLUMNS = ['raw_video_path', 'video_file_path', 'thumbnail_path'] as const;

/** Every place of the database that names a media key. */
const REFERENCES = [
  ...COLUMNS.map(
    (column) =>
      `SELECT id AS session_id, ${column} AS key FROM session_recording WHERE ${column} IS NOT NULL`,
  ),
  'SELECT session_id, image_path FROM session_frame WHERE image_path IS NOT NULL',
].join(' UNION ALL ');

/** What each place forgets when a file is not there; the video's size goes with the video. */
const FORGET = [
  'UPDATE session_recording SET raw_video_path = NULL, updated_at = now() WHERE id = $1 AND raw_video_path = $2',
  `UPDATE session_recording SET video_file_path = NULL, video_size = NULL, updated_at = now(),
         video_removed_at = now(), video_removed_reason = 'missing'
    WHERE id = $1 AND video_file_path = $2`,
  'UPDATE session_recording SET thumbnail_path = NULL, updated_at = now() WHERE id = $1 AND thumbnail_path = $2',
  'UPDATE session_frame SET image_path = NULL WHERE session_id = $1 AND image_path = $2',
];

/** Which media the database names. */
@Injectable()
export class MediaReferencesRepository {
  constructor(private readonly database: DataSource) {}

  all(): Promise<MediaReference[]> {
    return this.database.query(
      `SELECT reference.key, s.id AS "sessionId", s.name AS "sessionName", u.id AS "ownerId", u.name AS "ownerName"
         FROM (${REFERENCES}) AS reference
         JOIN session_recording s ON s.id = reference.session_id
         JOIN user_account u ON u.id = s.user_id`,
    );
  }

  /** Whether something names the key. */
  async isNamed(sessionId: string, key: string): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `SELECT FROM (${REFERENCES}) AS reference WHERE session_id = $1 AND key = $2`,
      [sessionId, key],
    );
    return rows.length > 0;
  }

  /** The sessions whose files come and go at the moment: being recorded, processed or removed. */
  async busySessions(): Promise<Set<string>> {
    const rows: { id: string }[] = await this.database.query(
      `SELECT id FROM session_recording WHERE status IN ('recording', 'processing') OR removing_at IS NOT NULL`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Nothing names the key any more. */
  async forget(sessionId: string, key: string): Promise<void> {
    for (const statement of FORGET) await this.database.query(statement, [sessionId, key]);
  }
}
