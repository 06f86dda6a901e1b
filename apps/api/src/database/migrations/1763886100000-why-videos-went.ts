import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When and why a session's video went, told by the session itself: the log of cleanups is the administrators'. */
export class WhyVideosWent1763886100000 implements MigrationInterface {
  readonly name = 'WhyVideosWent1763886100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session_recording
        ADD video_removed_at timestamptz(3),
        ADD video_removed_reason text,
        ADD CONSTRAINT ck_session_recording_video_removed CHECK (
          (video_removed_at IS NULL) = (video_removed_reason IS NULL)
          AND video_removed_reason IN ('video_age', 'disk_pressure', 'missing')
        )`);
    await runner.query(`
      UPDATE session_recording s SET video_removed_at = gone.at, video_removed_reason = gone.reason
        FROM (SELECT DISTINCT ON (session_id) session_id, at, reason FROM cleanup_deletion
               WHERE action = 'remove_video' AND reason IN ('video_age', 'disk_pressure')
               ORDER BY session_id, at DESC) AS gone
       WHERE gone.session_id = s.id AND s.video_file_path IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session_recording DROP video_removed_at, DROP video_removed_reason');
  }
}
