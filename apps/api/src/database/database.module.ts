import { setTimeout as delay } from 'node:timers/promises';
import { Global, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config, ConfigError } from '../config/config.js';
import { isConnectionError } from '../errors/postgres-error.js';
import { connectionPool, outliveBrokenConnections } from './connection-pool.js';
import { dataSourceOptions, migrate } from './data-source.js';
import { Notifications } from './notifications.js';
import { TransactionRunner } from './transaction-runner.js';

/** Compose starts the API and PostgreSQL together; a first start of PostgreSQL takes its time. */
const CONNECT_ATTEMPTS = 30;
const CONNECT_PAUSE_MS = 1_000;

/** The connection to PostgreSQL with an up-to-date schema; there from the moment anything else is constructed. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({ ...dataSourceOptions(config.databaseUrl), retryAttempts: 0 }),
      dataSourceFactory: async (options) => {
        if (options?.type !== 'postgres' || !options.url) {
          throw new Error('Invariant: TypeOrmModule hands its options over');
        }
        const logger = new Logger('Database');
        const dataSource = await connect(new DataSource(options), options.url, logger);
        outliveBrokenConnections(connectionPool(dataSource), logger);
        const ran = await migrate(dataSource);
        if (ran.length > 0) logger.log(`Schema brought up to date: ${ran.join(', ')}`);
        return dataSource;
      },
    }),
  ],
  providers: [TransactionRunner, Notifications],
  exports: [TransactionRunner, Notifications],
})
export class DatabaseModule {}

async function connect(dataSource: DataSource, databaseUrl: string, logger: Logger): Promise<DataSource> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await dataSource.initialize();
    } catch (error) {
      if (!isConnectionError(error)) throw error;
      if (attempt === CONNECT_ATTEMPTS) {
        // What the network says may be empty (all addresses of a name refused), and never says which variable is meant.
        const { host } = new URL(databaseUrl);
        throw new ConfigError(`DATABASE_URL: no PostgreSQL answers at ${host}`, { cause: error });
      }
      logger.warn('PostgreSQL does not answer yet, trying again');
      await delay(CONNECT_PAUSE_MS);
    }
  }
}
