import type { Retention } from '@reclimb/contracts';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { UserAccountEntity } from '../accounts/user-account.entity.js';

/** What an administrator has decided about cleaning up: one row, or none as long as nobody has decided anything. */
@Entity('retention')
@Check('ck_retention_one_row', 'id = 1')
export class RetentionEntity {
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'pk_retention', default: 1 })
  id!: number;

  @Column('jsonb')
  rules!: Retention;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' })
  updatedAt!: Date;

  @Column('uuid', { name: 'updated_by', nullable: true })
  updatedById!: string | null;

  @ManyToOne(() => UserAccountEntity, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'updated_by', foreignKeyConstraintName: 'fk_retention_updated_by' })
  updatedBy!: Relation<UserAccountEntity> | null;
}
