import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** In how many of a session's frames somebody was found, and where nobody was for longest. */
export interface Presence {
  frames: number;
  framesWithPerson: number;
  /** Seconds; null when somebody was found in every frame. */
  longestGap: { from: number; to: number } | null;
  /** Size of the rows, in bytes. */
  bytes: number;
}

/**
 * One pass over all frames, which tells a frame without anybody by its text: parsing every one would take ten times as
 * long. A gap lies between two frames that found somebody, or ends with the recording.
 */
const PRESENCE = `
WITH frame AS MATERIALIZED (
  SELECT frame_number AS number, "timestamp" AS time, pose_data::text <> '{"poses":[]}' AS person,
         pg_column_size(session_frame.*) AS bytes
    FROM session_frame WHERE session_id = $1
), found AS (
  SELECT number, time, lag(number, 1, -1) OVER past AS number_before, lag(time, 1, 0) OVER past AS time_before
    FROM frame WHERE person WINDOW past AS (ORDER BY number)
), gap AS (
  SELECT time_before AS "from", time AS "to" FROM found WHERE number > number_before + 1
  UNION ALL
  SELECT coalesce(max(time) FILTER (WHERE person), 0), max(time) FROM frame
  HAVING max(number) > coalesce(max(number) FILTER (WHERE person), -1)
)
SELECT count(*)::int AS frames, count(*) FILTER (WHERE person)::int AS "framesWithPerson",
       coalesce(sum(bytes), 0)::float8 AS bytes,
       (SELECT to_json(gap) FROM gap ORDER BY "to" - "from" DESC, "from" LIMIT 1) AS "longestGap"
  FROM frame`;

/** What the statistics of a session are computed from. */
@Injectable()
export class StatisticsRepository {
  constructor(private readonly database: DataSource) {}

  async presence(sessionId: string): Promise<Presence> {
    const [row]: Presence[] = await this.database.query(PRESENCE, [sessionId]);
    if (!row) throw new Error('Invariant: an aggregate answers one row');
    return row;
  }

  /** The mean score of each keypoint of the first person in these frames, by keypoint; empty when nobody is in them. */
  async scores(sessionId: string, frameNumbers: readonly number[]): Promise<number[]> {
    const rows: { score: number }[] = await this.database.query(
      `SELECT avg((point ->> 2)::float8) AS score
         FROM session_frame,
              json_array_elements(pose_data -> 'poses' -> 0 -> 'keypoints') WITH ORDINALITY AS keypoint (point, place)
        WHERE session_id = $1 AND frame_number = ANY ($2::int[])
        GROUP BY place ORDER BY place`,
      [sessionId, frameNumbers],
    );
    return rows.map(({ score }) => score);
  }
}
