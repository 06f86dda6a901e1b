import {
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import { UserAccountEntity } from './user-account.entity.js';

/** One browser that is logged in. The table is not called session: here a session is a recording. */
@Entity('login')
@Unique('uq_login_secret_hash', ['secretHash'])
@Index('ix_login_user', ['userId'])
@Index('ix_login_expires_at', ['expiresAt'])
export class LoginEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'pk_login' })
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => UserAccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_login_user' })
  user!: Relation<UserAccountEntity>;

  /** SHA-256 of the cookie's secret: whoever reads the table cannot log in with it. */
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** To some minutes. */
  @Column('timestamptz', { name: 'last_seen_at', default: () => 'now()' })
  lastSeenAt!: Date;

  /** What the browser says it is, as it was last seen. */
  @Column('text', { name: 'user_agent', default: '' })
  userAgent!: string;

  /** Where it was last seen. */
  @Column('text', { default: '' })
  address!: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
