import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SessionRecording } from '../sessions/session-recording.entity.js';

/** A named moment of a session. */
@Entity('session_marker')
@Check('ck_session_marker_timestamp', `"timestamp" >= 0`)
@Index('ix_session_marker_session', ['sessionId', 'timestamp'])
export class SessionMarker {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_session_marker' })
  id!: string;

  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  @ManyToOne(() => SessionRecording, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_session_marker_session' })
  session!: Relation<SessionRecording>;

  /** Seconds from the session's start. */
  @Column('double precision')
  timestamp!: number;

  @Column('text')
  label!: string;

  @Column('text')
  kind!: string;
}
