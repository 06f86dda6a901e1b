import type { CleanupRunStatus, Retention } from '@reclimb/contracts';
import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { UserAccountEntity } from '../accounts/user-account.entity.js';
import { bigintAsNumber } from '../database/bigint.js';

/** One cleanup: what it set out to do and what it has done. At most one at a time is queued or running. */
@Entity('cleanup_run')
@Check('ck_cleanup_run_trigger', `"trigger" IN ('schedule', 'manual')`)
@Check(
  'ck_cleanup_run_status',
  `status IN ('queued', 'running', 'completed', 'needs_confirmation', 'failed')`,
)
@Check('ck_cleanup_run_ended', `(ended_at IS NULL) = (status IN ('queued', 'running'))`)
@Index('ix_cleanup_run_started', ['startedAt', 'id'])
@Index('uq_cleanup_run_active', { synchronize: false })
export class CleanupRunEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'pk_cleanup_run' })
  id!: string;

  @Column('text')
  trigger!: 'schedule' | 'manual';

  @Column('uuid', { name: 'started_by', nullable: true })
  startedById!: string | null;

  @ManyToOne(() => UserAccountEntity, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'started_by', foreignKeyConstraintName: 'fk_cleanup_run_started_by' })
  startedBy!: Relation<UserAccountEntity> | null;

  @Column('text')
  status!: CleanupRunStatus;

  @Column({ type: 'timestamptz', name: 'started_at', precision: 3, default: () => 'now()' })
  startedAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt!: Date | null;

  /** The rules that it follows. */
  @Column('jsonb')
  rules!: Retention;

  @Column('integer', { name: 'planned_sessions' })
  plannedSessions!: number;

  @Column('integer', { name: 'planned_videos' })
  plannedVideos!: number;

  @Column('bigint', { name: 'planned_bytes', transformer: bigintAsNumber })
  plannedBytes!: number;

  @Column('integer', { name: 'removed_sessions', default: 0 })
  removedSessions!: number;

  @Column('integer', { name: 'removed_videos', default: 0 })
  removedVideos!: number;

  @Column('bigint', { name: 'removed_bytes', default: 0, transformer: bigintAsNumber })
  removedBytes!: number;

  @Column('integer', { default: 0 })
  skipped!: number;

  /** Of a plan that removes more than half of everything: given for one that may, asked for by one that waits. */
  @Column('text', { nullable: true })
  confirmation!: string | null;

  @Column('text', { nullable: true })
  message!: string | null;
}
