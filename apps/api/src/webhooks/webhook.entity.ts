import type { Webhook, WebhookEvent } from '@reclimb/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { UserAccountEntity } from '../accounts/user-account.entity.js';

/** Where events of one account's sessions are sent. */
@Entity('webhook')
@Index('ix_webhook_user', ['userId'])
@Check(
  'ck_webhook_events',
  `cardinality(events) > 0 AND events <@ ARRAY['session.completed', 'session.deleted', 'session.restored']`,
)
@Check(
  'ck_webhook_disabled',
  `disabled_reason IS NULL OR (NOT enabled AND disabled_reason IN ('failing', 'gone'))`,
)
export class WebhookEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_webhook' })
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => UserAccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_webhook_user' })
  user!: Relation<UserAccountEntity>;

  @Column('text')
  name!: string;

  @Column('text')
  url!: string;

  @Column('text', { array: true })
  events!: WebhookEvent[];

  /** The key that signs its messages, encrypted (see SecretBox). */
  @Column('bytea', { name: 'sealed_secret' })
  sealedSecret!: Buffer;

  @Column('boolean', { default: true })
  enabled!: boolean;

  /** Why the server, not its owner, has disabled it. */
  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason!: Webhook['disabledReason'];

  /** Since when every attempt has failed. */
  @Column({ type: 'timestamptz', name: 'failing_since', precision: 3, nullable: true })
  failingSince!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, default: () => 'now()' })
  createdAt!: Date;
}
