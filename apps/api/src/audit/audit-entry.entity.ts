import type { AuditKind } from '@reclimb/contracts';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * What an administrator did that concerns others. Accounts and sessions may be gone: nothing here refers to their rows. A
 * trigger keeps lines from being changed, and from being removed before they are thirty days old.
 */
@Entity('audit_entry')
@Index('ix_audit_entry_subject', ['subjectId', 'id'])
@Index('ix_audit_entry_at', ['at'])
@Index('uq_audit_entry_look', ['actorId', 'kind', 'subjectId', 'sessionId', 'hour'], {
  unique: true,
  where: 'hour IS NOT NULL',
})
export class AuditEntryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_audit_entry',
  })
  id!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  at!: Date;

  @Column('text')
  kind!: AuditKind;

  @Column('uuid', { name: 'actor_id' })
  actorId!: string;

  @Column('text', { name: 'actor_name' })
  actorName!: string;

  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId!: string | null;

  @Column('text', { name: 'session_name', nullable: true })
  sessionName!: string | null;

  @Column('text', { default: '' })
  detail!: string;

  /** The hour in which a look stands for all of its kind; null for what stands in the log each time. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  hour!: Date | null;
}
