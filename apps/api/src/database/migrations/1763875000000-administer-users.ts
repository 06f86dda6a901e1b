import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Users can be disabled, deleted after a delay and given a new password by a link; logins say where they are. */
export class AdministerUsers1763875000000 implements MigrationInterface {
  readonly name = 'AdministerUsers1763875000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE user_account
        ALTER COLUMN password_hash DROP NOT NULL,
        ADD COLUMN disabled_at timestamptz,
        ADD COLUMN delete_after timestamptz,
        ADD COLUMN deletion_by text,
        ADD CONSTRAINT ck_user_account_deletion CHECK (
          (delete_after IS NULL) = (deletion_by IS NULL) AND deletion_by IN ('owner', 'administrator')
        )`);
    await runner.query(`
      ALTER TABLE login
        ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN user_agent text NOT NULL DEFAULT '',
        ADD COLUMN address text NOT NULL DEFAULT ''`);
    await runner.query(`
      CREATE TABLE password_reset (
        user_id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_password_reset PRIMARY KEY (user_id),
        CONSTRAINT uq_password_reset_secret_hash UNIQUE (secret_hash),
        CONSTRAINT fk_password_reset_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
      )`);
    await runner.query(`
      CREATE TABLE login_attempts (
        key bytea NOT NULL,
        count integer NOT NULL,
        last_at timestamptz NOT NULL,
        blocked_until timestamptz NOT NULL,
        CONSTRAINT pk_login_attempts PRIMARY KEY (key)
      )`);
    await runner.query('CREATE INDEX ix_login_attempts_last_at ON login_attempts (last_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE login_attempts');
    await runner.query('DROP TABLE password_reset');
    await runner.query(
      'ALTER TABLE login DROP COLUMN address, DROP COLUMN user_agent, DROP COLUMN last_seen_at',
    );
    // Who has no password yet gets one that nothing matches.
    await runner.query(`UPDATE user_account SET password_hash = '' WHERE password_hash IS NULL`);
    await runner.query(`
      ALTER TABLE user_account
        DROP COLUMN deletion_by, DROP COLUMN delete_after, DROP COLUMN disabled_at,
        ALTER COLUMN password_hash SET NOT NULL`);
  }
}
