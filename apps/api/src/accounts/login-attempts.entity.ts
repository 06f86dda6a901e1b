import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How often somebody has tried to log in lately: with one account, from one address, or with the one from the other. */
@Entity('login_attempts')
@Index('ix_login_attempts_last_at', ['lastAt'])
export class LoginAttemptsEntity {
  /** A hash: who tried what from where is nobody's business, as often wrong fields are filled in. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_login_attempts' })
  key!: Buffer;

  @Column('integer')
  count!: number;

  @Column('timestamptz', { name: 'last_at' })
  lastAt!: Date;

  @Column('timestamptz', { name: 'blocked_until' })
  blockedUntil!: Date;
}
