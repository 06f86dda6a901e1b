import { type Account, type User } from '@reclimb/contracts';
import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A person who may log in. */
@Entity('user_account')
@Unique('uq_user_account_email', ['email'])
@Check('ck_user_account_email', 'email = lower(email)')
@Check('ck_user_account_role', `role IN ('admin', 'member')`)
@Check(
  'ck_user_account_deletion',
  `(delete_after IS NULL) = (deletion_by IS NULL) AND deletion_by IN ('owner', 'administrator')`,
)
export class UserAccountEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'pk_user_account' })
  id!: string;

  /** In lower case. */
  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('text')
  role!: Account['role'];

  /** Argon2id in PHC form; null as long as its owner has not chosen one by a link. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** Since when nobody gets in. */
  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  /** When it is deleted with all that it owns. */
  @Column('timestamptz', { name: 'delete_after', nullable: true })
  deleteAfter!: Date | null;

  @Column('text', { name: 'deletion_by', nullable: true })
  deletionBy!: User['deletionBy'];
}

/** Whether nobody gets in: it is disabled, or an administrator deletes it. Its owner can undo their own deletion. */
export function isBlocked({ disabledAt, deletionBy }: UserAccountEntity): boolean {
  return disabledAt !== null || deletionBy === 'administrator';
}

/** The same in SQL, for rows of `user_account AS u`. */
export const IS_BLOCKED = `(u.disabled_at IS NOT NULL OR u.deletion_by IS NOT DISTINCT FROM 'administrator')`;
