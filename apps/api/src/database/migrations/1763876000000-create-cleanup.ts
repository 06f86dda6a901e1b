import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What is cleaned up when, the log of what was, and how the storage grows. */
export class CreateCleanup1763876000000 implements MigrationInterface {
  readonly name = 'CreateCleanup1763876000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE retention (
        id smallint NOT NULL DEFAULT 1,
        rules jsonb NOT NULL,
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_by uuid,
        CONSTRAINT pk_retention PRIMARY KEY (id),
        CONSTRAINT ck_retention_one_row CHECK (id = 1),
        CONSTRAINT fk_retention_updated_by FOREIGN KEY (updated_by) REFERENCES user_account (id)
          ON DELETE SET NULL
      )`);
    await runner.query(`
      CREATE TABLE cleanup_run (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        "trigger" text NOT NULL,
        started_by uuid,
        status text NOT NULL,
        started_at timestamptz(3) NOT NULL DEFAULT now(),
        ended_at timestamptz(3),
        rules jsonb NOT NULL,
        planned_sessions integer NOT NULL,
        planned_videos integer NOT NULL,
        planned_bytes bigint NOT NULL,
        removed_sessions integer NOT NULL DEFAULT 0,
        removed_videos integer NOT NULL DEFAULT 0,
        removed_bytes bigint NOT NULL DEFAULT 0,
        skipped integer NOT NULL DEFAULT 0,
        confirmation text,
        message text,
        CONSTRAINT pk_cleanup_run PRIMARY KEY (id),
        CONSTRAINT fk_cleanup_run_started_by FOREIGN KEY (started_by) REFERENCES user_account (id)
          ON DELETE SET NULL,
        CONSTRAINT ck_cleanup_run_trigger CHECK ("trigger" IN ('schedule', 'manual')),
        CONSTRAINT ck_cleanup_run_status CHECK (
          status IN ('queued', 'running', 'completed', 'needs_confirmation', 'failed')
        ),
        CONSTRAINT ck_cleanup_run_ended CHECK ((ended_at IS NULL) = (status IN ('queued', 'running')))
      )`);
    await runner.query('CREATE INDEX ix_cleanup_run_started ON cleanup_run (started_at, id)');
    await runner.query(
      `CREATE UNIQUE INDEX uq_cleanup_run_active ON cleanup_run ((true)) WHERE status IN ('queued', 'running')`,
    );
    await runner.query(`
      CREATE TABLE cleanup_deletion (
        run_id uuid NOT NULL,
        place integer NOT NULL,
        session_id uuid NOT NULL,
        session_name text NOT NULL,
        owner_id uuid NOT NULL,
        action text NOT NULL,
        reason text NOT NULL,
        bytes bigint NOT NULL,
        at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT pk_cleanup_deletion PRIMARY KEY (run_id, place),
        CONSTRAINT fk_cleanup_deletion_run FOREIGN KEY (run_id) REFERENCES cleanup_run (id) ON DELETE CASCADE,
        CONSTRAINT ck_cleanup_deletion_action CHECK (
          action IN ('remove_session', 'remove_video', 'remove_upload')
        ),
        CONSTRAINT ck_cleanup_deletion_reason CHECK (
          reason IN ('session_age', 'video_age', 'trash', 'leftover', 'disk_pressure')
        )
      )`);
    await runner.query('CREATE INDEX ix_cleanup_deletion_owner ON cleanup_deletion (owner_id, at)');
    await runner.query(`
      CREATE TABLE storage_sample (
        day date NOT NULL,
        sessions integer NOT NULL,
        video_bytes bigint NOT NULL,
        upload_bytes bigint NOT NULL,
        image_bytes bigint NOT NULL,
        pose_bytes bigint NOT NULL,
        free_bytes bigint NOT NULL,
        CONSTRAINT pk_storage_sample PRIMARY KEY (day)
      )`);
    await runner.query(`
      CREATE TABLE media_store (
        one smallint NOT NULL DEFAULT 1,
        id uuid NOT NULL,
        CONSTRAINT pk_media_store PRIMARY KEY (one),
        CONSTRAINT ck_media_store_one_row CHECK (one = 1)
      )`);
    await runner.query('ALTER TABLE session_recording ADD removing_at timestamptz(3)');
    await runner.query(
      `ALTER TABLE session_recording ADD CONSTRAINT ck_session_recording_removing
         CHECK (removing_at IS NULL OR status IN ('completed', 'failed'))`,
    );
    await runner.query(
      'CREATE INDEX ix_session_recording_removing ON session_recording (id) WHERE removing_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session_recording DROP removing_at');
    for (const table of ['media_store', 'storage_sample', 'cleanup_deletion', 'cleanup_run', 'retention']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
