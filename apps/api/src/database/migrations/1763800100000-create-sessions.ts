import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Recorded sessions, their frames and markers. */
export class CreateSessions1763800100000 implements MigrationInterface {
  name = 'CreateSessions1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE session_recording (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        status text NOT NULL,
        failure_reason text,
        skeleton text NOT NULL,
        model text NOT NULL,
        image_width integer NOT NULL,
        image_height integer NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        duration double precision NOT NULL DEFAULT 0,
        frame_count integer NOT NULL DEFAULT 0,
        last_timestamp double precision,
        video_mime_type text,
        video_width integer,
        video_height integer,
        video_bytes bigint NOT NULL DEFAULT 0,
        raw_video_path text,
        video_file_path text,
        video_size bigint,
        thumbnail_path text,
        tags text[] NOT NULL DEFAULT '{}',
        pinned boolean NOT NULL DEFAULT false,
        interrupted boolean NOT NULL DEFAULT false,
        demo boolean NOT NULL DEFAULT false,
        deleted_at timestamptz(3),
        last_activity_at timestamptz(3) NOT NULL DEFAULT now(),
        writer_id uuid,
        CONSTRAINT pk_session_recording PRIMARY KEY (id),
        CONSTRAINT fk_session_recording_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT,
        CONSTRAINT ck_session_recording_status CHECK (status IN ('recording', 'processing', 'completed', 'failed')),
        CONSTRAINT ck_session_recording_failure CHECK ((status = 'failed') = (failure_reason IS NOT NULL)),
        CONSTRAINT ck_session_recording_skeleton CHECK (skeleton IN ('coco17', 'blazepose33')),
        CONSTRAINT ck_session_recording_picture CHECK (image_width > 0 AND image_height > 0),
        CONSTRAINT ck_session_recording_frames CHECK (
          frame_count >= 0 AND (frame_count = 0) = (last_timestamp IS NULL) AND duration >= 0
        ),
        CONSTRAINT ck_session_recording_video_declared CHECK (
          num_nulls(video_mime_type, video_width, video_height) IN (0, 3)
          AND (video_bytes = 0 OR video_mime_type IS NOT NULL)
        ),
        CONSTRAINT ck_session_recording_video_file CHECK (
          (video_file_path IS NULL) = (video_size IS NULL) AND (video_size IS NULL OR video_size > 0)
        ),
        CONSTRAINT ck_session_recording_video_bytes CHECK (video_bytes >= 0),
        CONSTRAINT ck_session_recording_interrupted CHECK (NOT (interrupted AND status = 'recording'))
      )`);
    await runner.query(
      'CREATE INDEX ix_session_recording_user_created ON session_recording (user_id, created_at, id)',
    );
    await runner.query(
      `CREATE INDEX ix_session_recording_open ON session_recording (last_activity_at) WHERE status = 'recording'`,
    );
    await runner.query(
      'CREATE UNIQUE INDEX uq_session_recording_demo ON session_recording (user_id) WHERE demo',
    );
    await runner.query(`
      CREATE TABLE session_frame (
        session_id uuid NOT NULL,
        frame_number integer NOT NULL,
        "timestamp" double precision NOT NULL,
        pose_data json NOT NULL,
        image_path text,
        CONSTRAINT pk_session_frame PRIMARY KEY (session_id, frame_number),
        CONSTRAINT fk_session_frame_session FOREIGN KEY (session_id) REFERENCES session_recording (id)
          ON DELETE CASCADE,
        CONSTRAINT ck_session_frame_number CHECK (frame_number >= 0),
        CONSTRAINT ck_session_frame_timestamp CHECK ("timestamp" >= 0)
      )`);
    await runner.query('CREATE INDEX ix_session_frame_timestamp ON session_frame (session_id, "timestamp")');
    await runner.query(
      'CREATE INDEX ix_session_frame_image ON session_frame (session_id, frame_number) WHERE image_path IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE session_marker (
        id uuid NOT NULL,
        session_id uuid NOT NULL,
        "timestamp" double precision NOT NULL,
        label text NOT NULL,
        kind text NOT NULL,
        CONSTRAINT pk_session_marker PRIMARY KEY (id),
        CONSTRAINT fk_session_marker_session FOREIGN KEY (session_id) REFERENCES session_recording (id)
          ON DELETE CASCADE,
        CONSTRAINT ck_session_marker_timestamp CHECK ("timestamp" >= 0)
      )`);
    await runner.query('CREATE INDEX ix_session_marker_session ON session_marker (session_id, "timestamp")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session_marker');
    await runner.query('DROP TABLE session_frame');
    await runner.query('DROP TABLE session_recording');
  }
}
