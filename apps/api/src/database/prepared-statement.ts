import type { ClientBase } from 'pg';
import { type EntityManager, QueryFailedError } from 'typeorm';

/** A statement that each connection parses and plans once. `name` stands for its text: no two texts share one. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/**
 * Runs a prepared statement in the manager's transaction, or by itself when it has none; answers the rows. For the
 * statements that run many times a second: PostgreSQL spends more on planning a small one than on carrying it out.
 *
 * @throws QueryFailedError for what PostgreSQL refuses, as TypeORM's own queries do.
 */
export async function queryPrepared<Row extends object>(
  manager: EntityManager,
  { name, text }: PreparedStatement,
  values: unknown[],
): Promise<Row[]> {
  const inTransaction = manager.queryRunner;
  const runner = inTransaction ?? manager.dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as ClientBase;
    const { rows } = await client.query<Row>({ name, text, values }).catch((error: Error) => {
      throw new QueryFailedError(text, values, error);
    });
    return rows;
  } finally {
    if (!inTransaction) await runner.release();
  }
}
