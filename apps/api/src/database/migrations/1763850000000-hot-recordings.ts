import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A recording's row changes with every batch. While none of the columns that change is indexed and its page has room,
 * PostgreSQL writes the new version beside the old one and no index at all (a "heap-only" update).
 */
export class HotRecordings1763850000000 implements MigrationInterface {
  readonly name = 'HotRecordings1763850000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_session_recording_open');
    await runner.query(
      `CREATE INDEX ix_session_recording_open ON session_recording (id) WHERE status = 'recording'`,
    );
    await runner.query('ALTER TABLE session_recording SET (fillfactor = 70)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session_recording RESET (fillfactor)');
    await runner.query('DROP INDEX ix_session_recording_open');
    await runner.query(
      `CREATE INDEX ix_session_recording_open ON session_recording (last_activity_at) WHERE status = 'recording'`,
    );
  }
}
