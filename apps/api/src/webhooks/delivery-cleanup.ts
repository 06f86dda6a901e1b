import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TransactionRunner } from '../database/transaction-runner.js';
import { Jobs } from '../jobs/jobs.js';

/** They hold names and descriptions of sessions, also of those that are gone. */
const KEPT_DAYS = 30;
/** Every hour: a server that runs by day only comes to it too. */
const EVERY_HOUR = '17 * * * *';

/** Forgets deliveries that are older than a month. */
@Injectable()
export class DeliveryCleanup implements OnModuleInit {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    const forget = async () => {
      await this.transactions.run((manager) =>
        manager.query('DELETE FROM webhook_delivery WHERE created_at < now() - make_interval(days => $1)', [
          KEPT_DAYS,
        ]),
      );
    };
    this.jobs.register('forget-webhook-deliveries', forget, { cron: EVERY_HOUR });
  }
}
