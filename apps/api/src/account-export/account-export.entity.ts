import type { AccountExport } from '@reclimb/contracts';
import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { UserAccountEntity } from '../accounts/user-account.entity.js';
import { bigintAsNumber } from '../database/bigint.js';

/** The newest export of an account. */
@Entity('account_export')
@Check('ck_account_export_state', `state IN ('running', 'completed', 'broken')`)
@Check('ck_account_export_ended', `(ended_at IS NULL) = (state = 'running')`)
export class AccountExportEntity {
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'pk_account_export' })
  userId!: string;

  @OneToOne(() => UserAccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_account_export_user' })
  user!: Relation<UserAccountEntity>;

  /** Whoever sends it knows this; one whose server died is overtaken by the next. */
  @Column('uuid', { name: 'claim_id' })
  claimId!: string;

  @Column('text')
  state!: AccountExport['state'];

  @Column({ type: 'timestamptz', name: 'started_at', precision: 3, default: () => 'now()' })
  startedAt!: Date;

  /** When its sender was last heard of. */
  @Column({ type: 'timestamptz', name: 'seen_at', precision: 3, default: () => 'now()' })
  seenAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column('integer', { name: 'sessions_done', default: 0 })
  sessionsDone!: number;

  @Column('integer', { name: 'sessions_total' })
  sessionsTotal!: number;

  @Column('bigint', { default: 0, transformer: bigintAsNumber })
  bytes!: number;
}
