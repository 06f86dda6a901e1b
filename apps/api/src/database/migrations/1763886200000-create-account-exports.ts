import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The newest export of each account: one at a time, whichever server sends it. */
export class CreateAccountExports1763886200000 implements MigrationInterface {
  readonly name = 'CreateAccountExports1763886200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account_export (
        user_id uuid NOT NULL,
        claim_id uuid NOT NULL,
        state text NOT NULL,
        started_at timestamptz(3) NOT NULL DEFAULT now(),
        seen_at timestamptz(3) NOT NULL DEFAULT now(),
        ended_at timestamptz(3),
        sessions_done integer NOT NULL DEFAULT 0,
        sessions_total integer NOT NULL,
        bytes bigint NOT NULL DEFAULT 0,
        CONSTRAINT pk_account_export PRIMARY KEY (user_id),
        CONSTRAINT fk_account_export_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE,
        CONSTRAINT ck_account_export_state CHECK (state IN ('running', 'completed', 'broken')),
        CONSTRAINT ck_account_export_ended CHECK ((ended_at IS NULL) = (state = 'running'))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_export');
  }
}
