import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Accounts, their logins and the tokens of their integrations. */
export class CreateAccounts1763800000000 implements MigrationInterface {
  readonly name = 'CreateAccounts1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_account (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        email text NOT NULL,
        name text NOT NULL,
        role text NOT NULL,
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_user_account PRIMARY KEY (id),
        CONSTRAINT uq_user_account_email UNIQUE (email),
        CONSTRAINT ck_user_account_email CHECK (email = lower(email)),
        CONSTRAINT ck_user_account_role CHECK (role IN ('admin', 'member'))
      )`);
    await runner.query(`
      CREATE TABLE login (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_login PRIMARY KEY (id),
        CONSTRAINT uq_login_secret_hash UNIQUE (secret_hash),
        CONSTRAINT fk_login_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX ix_login_user ON login (user_id)');
    await runner.query('CREATE INDEX ix_login_expires_at ON login (expires_at)');
    await runner.query(`
      CREATE TABLE api_token (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL,
        name text NOT NULL,
        scopes text[] NOT NULL,
        secret_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        last_used_at timestamptz,
        CONSTRAINT pk_api_token PRIMARY KEY (id),
        CONSTRAINT uq_api_token_secret_hash UNIQUE (secret_hash),
        CONSTRAINT ck_api_token_scopes CHECK (
          cardinality(scopes) > 0 AND scopes <@ ARRAY['sessions:read', 'sessions:write', 'admin']
        ),
        CONSTRAINT fk_api_token_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX ix_api_token_user ON api_token (user_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_token');
    await runner.query('DROP TABLE login');
    await runner.query('DROP TABLE user_account');
  }
}
