import fs from 'node:fs';
import path from 'node:path';

/** Frames of a session: a second. One in two hundred is three minutes long, more than goes in one transaction. */
const FRAMES = 30;
const MANY_FRAMES = 5_400;
const VIDEO_BYTES = 4_000;
const THUMBNAIL_BYTES = 500;
/** Sessions in one statement. */
const AT_ONCE = 500;

const POSES = JSON.stringify({
  poses: [
    { score: 0.9, keypoints: Array.from({ length: 17 }, (_, i) => [0.3 + i / 100, 0.2 + i / 50, 0.8]) },
  ],
});

/**
 * Makes sessions of two users, with frames, a video and a thumbnail each. `goes` of them are due under a rule of thirty days
 * that keeps what is pinned or shared: old ones, of which some had a link that has expired. More stay: young ones, old ones
 * that are pinned, old ones with a link that is good.
 *
 * @param {import('pg').Client} database
 * @param {string} media the media store's folder
 * @param {number} goes
 * @returns {Promise<{ due: string[], kept: string[], bytesOfEach: number }>} their ids; bytes in the media store
 */
export async function fillOldAndYoung(database, media, goes) {
  const { rows: others } = await database.query(
    `INSERT INTO user_account (email, name, role, password_hash)
     VALUES ('other@example.org', 'Other', 'member', 'none') RETURNING id`,
  );
  const { rows: users } = await database.query('SELECT id FROM user_account ORDER BY email = $1', [
    'other@example.org',
  ]);
  const make = (count, settings) =>
    makeSessions(database, media, { userIds: [users[0].id, others[0].id], count, ...settings });
  const due = [
    ...(await make(goes - goes / 10, { name: 'Due', days: 40 })),
    ...(await make(goes / 10, { name: 'Due', days: 40, linkHours: -1 })),
  ];
  const kept = [
    ...(await make(goes, { name: 'Kept', days: 10 })),
    ...(await make(goes / 10, { name: 'Kept', days: 40, pinned: true })),
    ...(await make(goes / 10, { name: 'Kept', days: 40, linkHours: 1000 })),
  ];
  // What PostgreSQL does by itself within a minute.
  await database.query('VACUUM ANALYZE session_recording, session_frame, library_entry, session_share');
  return { due, kept, bytesOfEach: VIDEO_BYTES + THUMBNAIL_BYTES };
}

async function makeSessions(database, media, { userIds, count, name, days, pinned = false, linkHours }) {
  const ids = [];
  for (let made = 0; made < count; made += AT_ONCE) {
    const { rows } = await database.query(
      `WITH made AS (
         INSERT INTO session_recording (id, user_id, name, status, skeleton, model, image_width, image_height, created_at,
                                        updated_at, duration, last_timestamp, frame_count, pinned, video_mime_type,
                                        video_width, video_height, video_size, video_bytes, video_file_path, thumbnail_path)
         SELECT id, user_id, $1, 'completed', 'coco17', 'movenet-lightning', 640, 480, at, at, (frames - 1) / 30.0,
                (frames - 1) / 30.0, frames, $2, 'video/mp4', 640, 480, $3, $3, 'sessions/' || id || '/video-1.mp4',
                'sessions/' || id || '/thumbnail.webp'
           FROM (SELECT gen_random_uuid() AS id, ($4::uuid[])[1 + i % 2] AS user_id,
                        now() - $5::int * interval '1 day' - i * interval '1 second' AS at,
                        CASE WHEN i % 200 = 0 THEN $6::int ELSE $7::int END AS frames
                   FROM generate_series(1, $8::int) AS i) AS new
         RETURNING id, frame_count)
       , stored AS (
         INSERT INTO session_frame (session_id, frame_number, "timestamp", pose_data)
         SELECT made.id, n, n / 30.0, $9::json FROM made, generate_series(0, made.frame_count - 1) AS n)
       , linked AS (
         INSERT INTO session_share (session_id, secret_hash, include_video, created_at, expires_at)
         SELECT id, sha256(id::text::bytea), true, now() - interval '2 days', now() + $10::int * interval '1 hour' FROM made WHERE $10::int IS NOT NULL)
       SELECT id FROM made`,
      [
        name,
        pinned,
        VIDEO_BYTES,
        userIds,
        days,
        MANY_FRAMES,
        FRAMES,
        Math.min(AT_ONCE, count - made),
        POSES,
        linkHours,
      ],
    );
    for (const { id } of rows) {
      ids.push(id);
      const folder = folderOf(media, id);
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(path.join(folder, 'video-1.mp4'), Buffer.alloc(VIDEO_BYTES, 1));
      fs.writeFileSync(path.join(folder, 'thumbnail.webp'), Buffer.alloc(THUMBNAIL_BYTES, 1));
    }
  }
  return ids;
}

const folderOf = (media, id) => path.join(media, 'sessions', id);

/** How many of these sessions have anything left in the media store, and how many bytes lie there. */
export function mediaLeft(media, ids) {
  const folders = ids.map((id) => folderOf(media, id)).filter((folder) => fs.existsSync(folder));
  const files = folders.flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)));
  return { folders: folders.length, bytes: files.reduce((sum, file) => sum + fs.statSync(file).size, 0) };
}
