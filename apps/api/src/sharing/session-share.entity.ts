import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import { SessionRecording } from '../sessions/session-recording.entity.js';

/** A link by which a session can be seen without an account. Revoked is removed: nothing of it stays. */
@Entity('session_share')
@Unique('uq_session_share_secret_hash', ['secretHash'])
@Index('ix_session_share_session', ['sessionId', 'createdAt'])
@Check('ck_session_share_expiry', 'expires_at > created_at')
@Check('ck_session_share_views', '(view_count = 0) = (last_viewed_at IS NULL) AND view_count >= 0')
export class SessionShare {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'pk_session_share' })
  id!: string;

  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  @ManyToOne(() => SessionRecording, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_session_share_session' })
  session!: Relation<SessionRecording>;

  /** SHA-256 of the token. */
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  /** False: the skeleton alone is shown. */
  @Column('boolean', { name: 'include_video' })
  includeVideo!: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;

  @Column('integer', { name: 'view_count', default: 0 })
  viewCount!: number;

  @Column({ type: 'timestamptz', name: 'last_viewed_at', precision: 3, nullable: true })
  lastViewedAt!: Date | null;
}
