import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { UserAccountEntity } from './user-account.entity.js';

/** The link by which a user may choose a password, once. Each has at most one: a new one replaces the last. */
@Entity('password_reset')
@Unique('uq_password_reset_secret_hash', ['secretHash'])
export class PasswordResetEntity {
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'pk_password_reset' })
  userId!: string;

  @OneToOne(() => UserAccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_password_reset_user' })
  user!: Relation<UserAccountEntity>;

  /** SHA-256 of the link's secret. */
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
