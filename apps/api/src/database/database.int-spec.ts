import { DataSource } from 'typeorm';
import { createEmptyDatabase, createTestDatabase, dropTestDatabase } from '../testing/test-database.js';
import { dataSourceOptions, migrate } from './data-source.js';
import { migrations } from './migrations/index.js';
import { TransactionRunner } from './transaction-runner.js';

describe(migrate.name, () => {
  it('lets several processes start at once on an empty database: each migration runs once', async () => {
    const url = await createEmptyDatabase();
    const processes = await Promise.all(
      Array.from({ length: 4 }, () => new DataSource(dataSourceOptions(url)).initialize()),
    );
    const ran = await Promise.all(processes.map((dataSource) => migrate(dataSource)));
    await Promise.all(processes.map((dataSource) => dataSource.destroy()));
    await dropTestDatabase(url);
    expect(ran.flat()).toHaveLength(migrations.length);
  });
});

describe(TransactionRunner.name, () => {
  let url: string;
  let dataSource: DataSource;
  beforeAll(async () => {
    url = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(url)).initialize();
    await dataSource.query('CREATE TABLE counter (id int PRIMARY KEY, n int NOT NULL)');
  });
  beforeEach(() => dataSource.query('TRUNCATE counter; INSERT INTO counter VALUES (1, 0), (2, 0)'));
  afterAll(async () => {
    await dataSource.destroy();
    await dropTestDatabase(url);
  });

  it('brings both sides of a deadlock to their end, each counted once', async () => {
    const sut = new TransactionRunner(dataSource);
    const attempts = [0, 0];
    // Both hold one row before either asks for the other's, on the first attempt.
    let arrived = 0;
    let bothHold: () => void = () => {};
    const barrier = new Promise<void>((resolve) => (bothHold = resolve));
    const cross = (index: number, first: number, second: number) =>
      sut.run(async (manager) => {
        attempts[index] = (attempts[index] ?? 0) + 1;
        await manager.query('UPDATE counter SET n = n + 1 WHERE id = $1', [first]);
        if (++arrived === 2) bothHold();
        await barrier;
        await manager.query('UPDATE counter SET n = n + 1 WHERE id = $1', [second]);
      });
    await Promise.all([cross(0, 1, 2), cross(1, 2, 1)]);
    expect(await dataSource.query('SELECT id, n FROM counter ORDER BY id')).toEqual([
      { id: 1, n: 2 },
      { id: 2, n: 2 },
    ]);
    expect(attempts.sort()).toEqual([1, 2]);
  });

  it('does not repeat what fails for another reason, and keeps nothing of it', async () => {
    let attempts = 0;
    const work = new TransactionRunner(dataSource).run(async (manager) => {
      attempts++;
      await manager.query('UPDATE counter SET n = 9 WHERE id = 1');
      await manager.query('INSERT INTO counter VALUES (1, 0)');
    });
    await expect(work).rejects.toThrow('counter_pkey');
    expect(attempts).toBe(1);
    expect(await dataSource.query('SELECT n FROM counter WHERE id = 1')).toEqual([{ n: 0 }]);
  });
});
