import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The log of what administrators did; and addresses of logins as people know them. */
export class CreateAudit1763886000000 implements MigrationInterface {
  readonly name = 'CreateAudit1763886000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz(3) NOT NULL DEFAULT now(),
        kind text NOT NULL,
        actor_id uuid NOT NULL,
        actor_name text NOT NULL,
        subject_id uuid,
        session_id uuid,
        session_name text,
        detail text NOT NULL DEFAULT '',
        hour timestamptz(3),
        CONSTRAINT pk_audit_entry PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX ix_audit_entry_subject ON audit_entry (subject_id, id)');
    await runner.query('CREATE INDEX ix_audit_entry_at ON audit_entry (at)');
    await runner.query(`
      CREATE UNIQUE INDEX uq_audit_entry_look ON audit_entry (actor_id, kind, subject_id, session_id, hour)
        NULLS NOT DISTINCT WHERE hour IS NOT NULL`);
    await runner.query(`
      CREATE FUNCTION keep_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND OLD.at < now() - interval '30 days' THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'The audit log is only added to';
      END $$`);
    await runner.query(`
      CREATE TRIGGER tr_audit_entry_kept BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION keep_audit_entry()`);
    await runner.query(`UPDATE login SET address = substr(address, 8) WHERE address LIKE '::ffff:%.%'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_entry');
    await runner.query('DROP FUNCTION keep_audit_entry');
  }
}
