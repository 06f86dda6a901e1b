import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SessionRecording } from './session-recording.entity.js';

/** The poses of one camera picture. Rows are written and read in bulk by SQL; see FramesRepository. */
@Entity('session_frame')
@Check('ck_session_frame_number', `frame_number >= 0`)
@Check('ck_session_frame_timestamp', `"timestamp" >= 0`)
@Index('ix_session_frame_timestamp', ['sessionId', 'timestamp'])
@Index('ix_session_frame_image', ['sessionId', 'frameNumber'], { where: 'image_path IS NOT NULL' })
export class SessionFrame {
  @PrimaryColumn('uuid', { name: 'session_id', primaryKeyConstraintName: 'pk_session_frame' })
  sessionId!: string;

  @ManyToOne(() => SessionRecording, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_session_frame_session' })
  session!: Relation<SessionRecording>;

  @PrimaryColumn('integer', { name: 'frame_number', primaryKeyConstraintName: 'pk_session_frame' })
  frameNumber!: number;

  /** Seconds from the session's start. */
  @Column('double precision')
  timestamp!: number;

  /** `{"poses":[{"id"?,"score","keypoints":[[x,y,score],…]},…]}`: `json`, which is stored as it is written. */
  @Column('json', { name: 'pose_data' })
  poseData!: unknown;

  /** The media key of this frame's keyframe image. */
  @Column('text', { name: 'image_path', nullable: true })
  imagePath!: string | null;
}
