import type { CleanupAction, CleanupReason } from '@reclimb/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintAsNumber } from '../database/bigint.js';
import { CleanupRunEntity } from './cleanup-run.entity.js';

/** What a run took of one session. Session and owner may be gone: nothing here refers to their rows. */
@Entity('cleanup_deletion')
@Check('ck_cleanup_deletion_action', `action IN ('remove_session', 'remove_video', 'remove_upload')`)
@Check(
  'ck_cleanup_deletion_reason',
  `reason IN ('session_age', 'video_age', 'trash', 'leftover', 'disk_pressure')`,
)
@Index('ix_cleanup_deletion_owner', ['ownerId', 'at'])
export class CleanupDeletionEntity {
  @PrimaryColumn('uuid', { name: 'run_id', primaryKeyConstraintName: 'pk_cleanup_deletion' })
  runId!: string;

  @ManyToOne(() => CleanupRunEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'run_id', foreignKeyConstraintName: 'fk_cleanup_deletion_run' })
  run!: Relation<CleanupRunEntity>;

  /** Its place in the run's order, from 1. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_cleanup_deletion' })
  place!: number;

  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  @Column('text', { name: 'session_name' })
  sessionName!: string;

  @Column('uuid', { name: 'owner_id' })
  ownerId!: string;

  @Column('text')
  action!: CleanupAction;

  @Column('text')
  reason!: CleanupReason;

  @Column('bigint', { transformer: bigintAsNumber })
  bytes!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  at!: Date;
}
