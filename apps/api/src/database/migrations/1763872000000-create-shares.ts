import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Links by which sessions can be seen without an account. */
export class CreateShares1763872000000 implements MigrationInterface {
  readonly name = 'CreateShares1763872000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE session_share (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        session_id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        include_video boolean NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        view_count integer NOT NULL DEFAULT 0,
        last_viewed_at timestamptz(3),
        CONSTRAINT pk_session_share PRIMARY KEY (id),
        CONSTRAINT uq_session_share_secret_hash UNIQUE (secret_hash),
        CONSTRAINT ck_session_share_expiry CHECK (expires_at > created_at),
        CONSTRAINT ck_session_share_views CHECK (
          (view_count = 0) = (last_viewed_at IS NULL) AND view_count >= 0
        ),
        CONSTRAINT fk_session_share_session FOREIGN KEY (session_id)
          REFERENCES session_recording (id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX ix_session_share_session ON session_share (session_id, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session_share');
  }
}
