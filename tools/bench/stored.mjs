import pg from 'pg';

/**
 * Whether all that was acknowledged to the bench's recorders is stored, each recording without a gap, by a database that
 * commits durably: otherwise the figures are worth nothing.
 *
 * @param {string} databaseUrl
 * @param {number} acknowledged frames
 * @throws Error when something is missing
 */
export async function checkStored(databaseUrl, acknowledged) {
  const database = new pg.Client(databaseUrl);
  await database.connect();
  try {
    const { rows } = await database.query(
      `SELECT coalesce(sum(frames), 0)::int AS stored, coalesce(bool_and(whole), true) AS whole,
              current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit
         FROM (SELECT count(*) AS frames, count(*) = s.frame_count AND count(*) = max(f.frame_number) + 1 AS whole
                 FROM session_recording s JOIN session_frame f ON f.session_id = s.id
                WHERE s.name = 'Bench' GROUP BY s.id) AS each`,
    );
    const [{ stored, whole, fsync, commit }] = rows;
    if (fsync !== 'on' || commit !== 'on') throw new Error('The database does not commit durably');
    if (stored !== acknowledged || !whole) {
      const gaps = whole ? '' : ', with gaps';
      throw new Error(`${acknowledged} frames were acknowledged, ${stored} are stored${gaps}`);
    }
  } finally {
    await database.end();
  }
}
