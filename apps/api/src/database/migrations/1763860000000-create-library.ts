import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What the library finds and sorts sessions by, apart from session_recording: there, an index on a column that grows
 * while a session is recorded would be written with every batch. Triggers keep the two together, whoever writes.
 */
export class CreateLibrary1763860000000 implements MigrationInterface {
  readonly name = 'CreateLibrary1763860000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await runner.query(`
      CREATE TABLE library_entry (
        session_id uuid NOT NULL,
        user_id uuid NOT NULL,
        deleted boolean NOT NULL,
        status text NOT NULL,
        pinned boolean NOT NULL,
        created_at timestamptz(3) NOT NULL,
        name_key text COLLATE "C" NOT NULL,
        duration double precision NOT NULL,
        tags text[] NOT NULL,
        words text NOT NULL,
        CONSTRAINT pk_library_entry PRIMARY KEY (session_id),
        CONSTRAINT fk_library_entry_session FOREIGN KEY (session_id) REFERENCES session_recording (id)
          ON DELETE CASCADE
      )`);
    // All letters and pairs of letters: trigrams find nothing for a search that is shorter than three letters.
    await runner.query(`
      CREATE FUNCTION library_grams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(gram), '{}') FROM (
          SELECT letter AS gram FROM string_to_table(words, NULL) AS letter
          UNION
          SELECT letter || lead(letter) OVER (ORDER BY place)
            FROM string_to_table(words, NULL) WITH ORDINALITY AS letters (letter, place)
        ) AS grams WHERE gram IS NOT NULL
      $$`);
    await runner.query(`
      CREATE FUNCTION keep_library_entry() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO library_entry AS entry
          (session_id, user_id, deleted, status, pinned, created_at, name_key, duration, tags, words)
        VALUES
          (NEW.id, NEW.user_id, NEW.deleted_at IS NOT NULL, NEW.status, NEW.pinned, NEW.created_at, lower(NEW.name),
           NEW.duration, NEW.tags, lower(concat_ws(E'\\n', NEW.name, NEW.description, array_to_string(NEW.tags, E'\\n'))))
        ON CONFLICT (session_id) DO UPDATE
          SET user_id = excluded.user_id, deleted = excluded.deleted, status = excluded.status,
              pinned = excluded.pinned, created_at = excluded.created_at, name_key = excluded.name_key,
              duration = excluded.duration, tags = excluded.tags, words = excluded.words;
        RETURN NULL;
      END
      $$`);
    await runner.query(`
      CREATE TRIGGER tr_session_recording_library
        AFTER INSERT OR UPDATE OF user_id, name, description, tags, pinned, status, created_at, deleted_at
        ON session_recording FOR EACH ROW EXECUTE FUNCTION keep_library_entry()`);
    // Every session there is goes through the trigger once.
    await runner.query('UPDATE session_recording SET name = name');
    for (const [order, column] of [
      ['created', 'created_at'],
      ['name', 'name_key'],
      ['duration', 'duration'],
    ] as const) {
      await runner.query(
        `CREATE INDEX ix_library_entry_${order} ON library_entry (user_id, deleted, ${column}, session_id)`,
      );
    }
    await runner.query(
      'CREATE INDEX ix_library_entry_status ON library_entry (user_id, deleted, status, created_at, session_id)',
    );
    await runner.query(
      'CREATE INDEX ix_library_entry_pinned ON library_entry (user_id, deleted, created_at, session_id) WHERE pinned',
    );
    await runner.query('CREATE INDEX ix_library_entry_tags ON library_entry USING gin (tags)');
    await runner.query('CREATE INDEX ix_library_entry_words ON library_entry USING gin (words gin_trgm_ops)');
    await runner.query(
      'CREATE INDEX ix_library_entry_grams ON library_entry USING gin (library_grams(words))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER tr_session_recording_library ON session_recording');
    await runner.query('DROP FUNCTION keep_library_entry()');
    await runner.query('DROP TABLE library_entry');
    await runner.query('DROP FUNCTION library_grams(text)');
    await runner.query('DROP EXTENSION pg_trgm');
  }
}
