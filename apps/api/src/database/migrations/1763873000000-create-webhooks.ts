import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Webhooks and the log of what is sent to them. */
export class CreateWebhooks1763873000000 implements MigrationInterface {
  readonly name = 'CreateWebhooks1763873000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        name text NOT NULL,
        url text NOT NULL,
        events text[] NOT NULL,
        sealed_secret bytea NOT NULL,
        enabled boolean NOT NULL DEFAULT true,
        disabled_reason text,
        failing_since timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT pk_webhook PRIMARY KEY (id),
        CONSTRAINT ck_webhook_events CHECK (
          cardinality(events) > 0 AND events <@ ARRAY['session.completed', 'session.deleted', 'session.restored']
        ),
        CONSTRAINT ck_webhook_disabled CHECK (
          disabled_reason IS NULL OR (NOT enabled AND disabled_reason IN ('failing', 'gone'))
        ),
        CONSTRAINT fk_webhook_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX ix_webhook_user ON webhook (user_id)');
    await runner.query(`
      CREATE TABLE webhook_delivery (
        id uuid NOT NULL,
        webhook_id uuid NOT NULL,
        event text NOT NULL,
        session_id uuid,
        body text NOT NULL,
        status text NOT NULL DEFAULT 'pending',
        attempts integer NOT NULL DEFAULT 0,
        response_status integer,
        duration_ms integer,
        error text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        last_attempt_at timestamptz(3),
        next_attempt_at timestamptz(3) DEFAULT now(),
        CONSTRAINT pk_webhook_delivery PRIMARY KEY (id),
        CONSTRAINT ck_webhook_delivery_status CHECK (status IN ('pending', 'delivered', 'failed')),
        CONSTRAINT ck_webhook_delivery_next CHECK ((status = 'pending') = (next_attempt_at IS NOT NULL)),
        CONSTRAINT ck_webhook_delivery_attempts CHECK (attempts >= 0),
        CONSTRAINT fk_webhook_delivery_webhook FOREIGN KEY (webhook_id) REFERENCES webhook (id) ON DELETE CASCADE
      )`);
    await runner.query(
      'CREATE INDEX ix_webhook_delivery_log ON webhook_delivery (webhook_id, created_at, id)',
    );
    await runner.query('CREATE INDEX ix_webhook_delivery_created ON webhook_delivery (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_delivery');
    await runner.query('DROP TABLE webhook');
  }
}
