import type { DeliveryStatus, WebhookDelivery } from '@reclimb/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { WebhookEntity } from './webhook.entity.js';

/** One event for one webhook: what is sent, and how it went so far. */
@Entity('webhook_delivery')
@Index('ix_webhook_delivery_log', ['webhookId', 'createdAt', 'id'])
@Index('ix_webhook_delivery_created', ['createdAt'])
@Check('ck_webhook_delivery_status', `status IN ('pending', 'delivered', 'failed')`)
@Check('ck_webhook_delivery_next', `(status = 'pending') = (next_attempt_at IS NOT NULL)`)
@Check('ck_webhook_delivery_attempts', `attempts >= 0`)
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_webhook_delivery' })
  id!: string;

  @Column('uuid', { name: 'webhook_id' })
  webhookId!: string;

  @ManyToOne(() => WebhookEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'webhook_id', foreignKeyConstraintName: 'fk_webhook_delivery_webhook' })
  webhook!: Relation<WebhookEntity>;

  @Column('text')
  event!: WebhookDelivery['event'];

  /** Without a foreign key: a session that is gone is what it may tell of. */
  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId!: string | null;

  /** Byte for byte what is signed and sent, in every attempt. */
  @Column('text')
  body!: string;

  @Column('text', { default: 'pending' })
  status!: DeliveryStatus;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('integer', { name: 'response_status', nullable: true })
  responseStatus!: number | null;

  @Column('integer', { name: 'duration_ms', nullable: true })
  durationMs!: number | null;

  @Column('text', { nullable: true })
  error!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_attempt_at', precision: 3, nullable: true })
  lastAttemptAt!: Date | null;

  @Column({
    type: 'timestamptz',
    name: 'next_attempt_at',
    precision: 3,
    nullable: true,
    default: () => 'now()',
  })
  nextAttemptAt!: Date | null;
}
