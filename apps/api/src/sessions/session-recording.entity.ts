import type { SessionStatus, SkeletonName, VideoRemovalReason } from '@reclimb/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { UserAccountEntity } from '../accounts/user-account.entity.js';
import { bigintAsNumber } from '../database/bigint.js';

/**
 * One recording: its metadata and how far it has been committed. `frame_count` and `video_bytes` are the truth about
 * what is stored; frames and bytes beyond them do not exist.
 */
@Entity('session_recording')
@Check('ck_session_recording_status', `status IN ('recording', 'processing', 'completed', 'failed')`)
@Check('ck_session_recording_failure', `(status = 'failed') = (failure_reason IS NOT NULL)`)
@Check('ck_session_recording_skeleton', `skeleton IN ('coco17', 'blazepose33')`)
@Check('ck_session_recording_picture', `image_width > 0 AND image_height > 0`)
@Check(
  'ck_session_recording_frames',
  `frame_count >= 0 AND (frame_count = 0) = (last_timestamp IS NULL) AND duration >= 0`,
)
@Check(
  'ck_session_recording_video_declared',
  `num_nulls(video_mime_type, video_width, video_height) IN (0, 3) AND (video_bytes = 0 OR video_mime_type IS NOT NULL)`,
)
@Check(
  'ck_session_recording_video_file',
  `(video_file_path IS NULL) = (video_size IS NULL) AND (video_size IS NULL OR video_size > 0)`,
)
@Check(
  'ck_session_recording_video_removed',
  `(video_removed_at IS NULL) = (video_removed_reason IS NULL)
    AND video_removed_reason IN ('video_age', 'disk_pressure', 'missing')`,
)
@Check('ck_session_recording_video_bytes', `video_bytes >= 0`)
@Check('ck_session_recording_interrupted', `NOT (interrupted AND status = 'recording')`)
@Check('ck_session_recording_removing', `removing_at IS NULL OR status IN ('completed', 'failed')`)
@Index('ix_session_recording_user_created', ['userId', 'createdAt', 'id'])
@Index('ix_session_recording_open', ['id'], { where: `status = 'recording'` })
@Index('ix_session_recording_removing', ['id'], { where: 'removing_at IS NOT NULL' })
@Index('uq_session_recording_demo', ['userId'], { unique: true, where: 'demo' })
export class SessionRecording {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_session_recording' })
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => UserAccountEntity, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_session_recording_user' })
  user!: Relation<UserAccountEntity>;

  @Column('text')
  name!: string;

  @Column('text', { default: '' })
  description!: string;

  @Column('text')
  status!: SessionStatus;

  @Column('text', { name: 'failure_reason', nullable: true })
  failureReason!: string | null;

  @Column('text')
  skeleton!: SkeletonName;

  @Column('text')
  model!: string;

  @Column('integer', { name: 'image_width' })
  imageWidth!: number;

  @Column('integer', { name: 'image_height' })
  imageHeight!: number;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' })
  updatedAt!: Date;

  /** Seconds: the last frame's timestamp, or the video's duration when there is no frame. */
  @Column('double precision', { default: 0 })
  duration!: number;

  /** Frames 0 … frameCount-1 are stored. */
  @Column('integer', { name: 'frame_count', default: 0 })
  frameCount!: number;

  /** What its frames of several people and its pictures take beyond a frame of one person each; quotas count it. */
  @Column('bigint', { name: 'extra_bytes', default: 0, transformer: bigintAsNumber })
  extraBytes!: number;

  @Column('double precision', { name: 'last_timestamp', nullable: true })
  lastTimestamp!: number | null;

  /** As the client declared it at the start. */
  @Column('text', { name: 'video_mime_type', nullable: true })
  videoMimeType!: string | null;

  @Column('integer', { name: 'video_width', nullable: true })
  videoWidth!: number | null;

  @Column('integer', { name: 'video_height', nullable: true })
  videoHeight!: number | null;

  /** How many bytes of the upload are durable. */
  @Column('bigint', { name: 'video_bytes', default: 0, transformer: bigintAsNumber })
  videoBytes!: number;

  /** The upload as it came, as long as it is kept. */
  @Column('text', { name: 'raw_video_path', nullable: true })
  rawVideoPath!: string | null;

  /** The seekable file that is served. */
  @Column('text', { name: 'video_file_path', nullable: true })
  videoFilePath!: string | null;

  @Column('bigint', { name: 'video_size', nullable: true, transformer: bigintAsNumber })
  videoSize!: number | null;

  /** When its video went, and why; null when it has none because none was recorded. */
  @Column({ type: 'timestamptz', name: 'video_removed_at', precision: 3, nullable: true })
  videoRemovedAt!: Date | null;

  @Column('text', { name: 'video_removed_reason', nullable: true })
  videoRemovedReason!: VideoRemovalReason | null;

  @Column('text', { name: 'thumbnail_path', nullable: true })
  thumbnailPath!: string | null;

  @Column('text', { array: true, default: '{}' })
  tags!: string[];

  @Column('boolean', { default: false })
  pinned!: boolean;

  /** Finalised without its client's stop. */
  @Column('boolean', { default: false })
  interrupted!: boolean;

  /** Made by the server for newcomers; at most one a user. */
  @Column('boolean', { default: false })
  demo!: boolean;

  @Column({ type: 'timestamptz', name: 'deleted_at', precision: 3, nullable: true })
  deletedAt!: Date | null;

  /** Since when a cleanup removes it, bit by bit: for everybody else there is no such session any more. */
  @Column({ type: 'timestamptz', name: 'removing_at', precision: 3, nullable: true })
  removingAt!: Date | null;

  /** When the recording's client was last known to be there. */
  @Column({ type: 'timestamptz', name: 'last_activity_at', precision: 3, default: () => 'now()' })
  lastActivityAt!: Date;

  /** The connection that may write: the newest that started or resumed the recording. */
  @Column('uuid', { name: 'writer_id', nullable: true })
  writerId!: string | null;
}
