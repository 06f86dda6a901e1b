import type { SessionStatus } from '@reclimb/contracts';
import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SessionRecording } from './session-recording.entity.js';

/**
 * What the library finds and sorts one session by. Written by a trigger of session_recording alone, whenever one of its
 * columns is set; a session's duration comes with its status, not with every batch.
 */
@Entity('library_entry')
@Index('ix_library_entry_created', ['userId', 'deleted', 'createdAt', 'sessionId'])
@Index('ix_library_entry_name', ['userId', 'deleted', 'nameKey', 'sessionId'])
@Index('ix_library_entry_duration', ['userId', 'deleted', 'duration', 'sessionId'])
@Index('ix_library_entry_status', ['userId', 'deleted', 'status', 'createdAt', 'sessionId'])
@Index('ix_library_entry_pinned', ['userId', 'deleted', 'createdAt', 'sessionId'], { where: 'pinned' })
// GIN indexes, which TypeORM cannot describe: the migration makes them.
@Index('ix_library_entry_tags', { synchronize: false })
@Index('ix_library_entry_words', { synchronize: false })
@Index('ix_library_entry_grams', { synchronize: false })
export class LibraryEntry {
  @PrimaryColumn('uuid', { name: 'session_id', primaryKeyConstraintName: 'pk_library_entry' })
  sessionId!: string;

  @OneToOne(() => SessionRecording, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_library_entry_session' })
  session!: Relation<SessionRecording>;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  /** Whether it lies in the trash. */
  @Column('boolean')
  deleted!: boolean;

  @Column('text')
  status!: SessionStatus;

  @Column('boolean')
  pinned!: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  /** The name in lower case, ordered by code point: the same on every server. */
  @Column({ type: 'text', name: 'name_key', collation: 'C' })
  nameKey!: string;

  /** Seconds, as of the last change of status. */
  @Column('double precision')
  duration!: number;

  @Column('text', { array: true })
  tags!: string[];

  /** Name, description and tags in lower case, a line each. */
  @Column('text')
  words!: string;
}
