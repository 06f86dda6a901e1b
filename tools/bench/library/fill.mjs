/** Sessions in the library. */
export const SESSIONS = 100_000;

/**
 * Fills a database with the first account's sessions, one every twenty minutes; one in fifty is another account's. Names
 * combine a few words and a number; some words and tags occur only long ago, where looking from the newest on finds them
 * last.
 *
 * @param {import('pg').Client} database
 * @returns {Promise<{ userId: string, sample: string }>} the account, and one of its sessions
 */
export async function fillLibrary(database) {
  const { rows: users } = await database.query('SELECT id FROM user_account');
  const userId = users[0].id;
  const { rows: others } = await database.query(
    `INSERT INTO user_account (email, name, role, password_hash)
     VALUES ('other@example.org', 'Other', 'member', 'none') RETURNING id`,
  );
  await database.query(
    `INSERT INTO session_recording (id, user_id, name, description, status, failure_reason, skeleton, model,
                                    image_width, image_height, created_at, duration, tags, pinned, deleted_at)
     SELECT gen_random_uuid(), CASE WHEN i % 50 = 0 THEN $3::uuid ELSE $2::uuid END,
            (ARRAY['Blue','Red','Green','Yellow','White','Black','Pink'])[1 + i * 31 % 7] || ' ' ||
              (ARRAY['slab','roof','arete','dihedral','overhang','traverse','crack','volume','prow'])[1 + i * 17 % 9] ||
              ' ' || (4 + i % 5) || (ARRAY['A','B','C'])[1 + i % 3] || ', attempt ' || i,
            CASE WHEN i % 5 = 0 THEN 'Heel hook at the lip, left hand slipped off the sloper ' || md5(i::text) ELSE '' END
              || CASE WHEN i BETWEEN 20000 AND 25000 THEN ' Kletterhalle' ELSE '' END
              || CASE WHEN i % 20011 = 0 THEN ' über' ELSE '' END,
            CASE WHEN i % 997 = 0 THEN 'failed' ELSE 'completed' END, CASE WHEN i % 997 = 0 THEN 'Out of order' END,
            'coco17', 'movenet-lightning', 1280, 720, timestamptz '2022-01-01' + i * interval '20 minutes',
            5 + (i * 7919 % 600) + (i % 97) / 97.0,
            CASE WHEN i % 3 = 0 THEN ARRAY[(ARRAY['project','warm-up','competition','training'])[1 + i * 13 % 4], 'wall ' || i % 40]
                 WHEN i < 15000 AND i % 3 = 1 THEN ARRAY['old gym'] ELSE '{}' END,
            i % 211 = 0, CASE WHEN i % 33 = 0 THEN now() END
       FROM generate_series(1, $1::int) AS i`,
    [SESSIONS, userId, others[0].id],
  );
  // What PostgreSQL does by itself within a minute.
  await database.query('VACUUM ANALYZE session_recording, library_entry');
  const { rows } = await database.query(
    'SELECT id FROM session_recording WHERE user_id = $1 ORDER BY created_at LIMIT 1 OFFSET 50000',
    [userId],
  );
  return { userId, sample: rows[0].id };
}
