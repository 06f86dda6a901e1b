import { type Logger } from '@nestjs/common';
import { type Pool, type PoolClient } from 'pg';
import { type DataSource } from 'typeorm';

/** The pool of a data source that is connected, for what speaks to PostgreSQL without TypeORM. */
export function connectionPool(dataSource: DataSource): Pool {
  // The driver keeps its pool under this name; its type belongs to TypeORM's internals.
  return (dataSource.driver as unknown as { master: Pool }).master;
}

/**
 * A connection that breaks while somebody holds it must not end the process, as an `error` without a listener would; its
 * user sees the failure anyway. For as long as the pool lives: connections that are on their way out while the database
 * stops behind them are no news.
 */
export function outliveBrokenConnections(pool: Pool, logger: Logger): void {
  const note = (error: Error): void => {
    if (!pool.ending) logger.warn(`A database connection broke: ${error.message}`);
  };
  const watch = (client: PoolClient): void => {
    if (!client.listeners('error').includes(note)) client.on('error', note);
  };
  pool.on('connect', watch);
  // Those that were connected before are watched when they are lent.
  pool.on('acquire', watch);
}
