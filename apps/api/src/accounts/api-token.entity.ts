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
import { type TokenScope } from '@reclimb/contracts';
import { UserAccountEntity } from './user-account.entity.js';

/** A token of an integration, for one account and some scopes. */
@Entity('api_token')
@Unique('uq_api_token_secret_hash', ['secretHash'])
@Index('ix_api_token_user', ['userId'])
@Check(
  'ck_api_token_scopes',
  `cardinality(scopes) > 0 AND scopes <@ ARRAY['sessions:read', 'sessions:write', 'admin']`,
)
export class ApiTokenEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'pk_api_token' })
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => UserAccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_api_token_user' })
  user!: Relation<UserAccountEntity>;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  scopes!: TokenScope[];

  /** SHA-256 of the token. */
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** To the minute: a token in steady use does not write a row a request. */
  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
