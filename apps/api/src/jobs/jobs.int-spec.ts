import { type TestingModule, Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { ConfigModule } from '../config/config.module.js';
import { CountersModule } from '../metrics/metrics.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { eventually } from '../testing/recordings.js';
import { createTestDatabase, dropTestDatabase } from '../testing/test-database.js';
import { type JobHandler } from './job-lane.js';
import { Jobs } from './jobs.js';
import { JobsModule } from './jobs.module.js';

describe(Jobs.name, () => {
  let url: string;
  let running: TestingModule[];
  beforeEach(async () => {
    url = await createTestDatabase();
    running = [];
  });
  afterEach(async () => {
    for (const module of running) await module.close();
    await dropTestDatabase(url);
  });

  async function start(handler: JobHandler, waiter?: JobHandler) {
    const config = Config.fromEnvironment({ DATABASE_URL: url });
    const module = await Test.createTestingModule({
      imports: [ConfigModule.forRoot(config), DatabaseModule, CountersModule, JobsModule],
    }).compile();
    module.useLogger(false);
    module.get(Jobs).register('note', handler);
    if (waiter) module.get(Jobs).register('wait', waiter, { lane: 'network' });
    await module.init();
    running.push(module);
    return { jobs: module.get(Jobs), dataSource: module.get(DataSource), module };
  }

  /** A handler that notes its payloads; `done(n)` waits for the n-th. */
  function notebook() {
    const notes: unknown[] = [];
    const waiting: [number, () => void][] = [];
    const handler: JobHandler = (payload) => {
      notes.push(payload);
      for (const [count, resolve] of waiting) if (notes.length >= count) resolve();
      return Promise.resolve();
    };
    const done = (count: number) => {
      if (notes.length >= count) return Promise.resolve();
      return new Promise<void>((resolve) => waiting.push([count, resolve]));
    };
    return { notes, handler, done };
  }

  it('does a job exactly when the transaction that wanted it commits', async () => {
    const { notes, handler, done } = notebook();
    const { jobs, dataSource } = await start(handler);
    const rolledBack = dataSource.transaction(async (manager) => {
      await jobs.add(manager, 'note', { id: 'never' });
      throw new Error('on purpose');
    });
    await expect(rolledBack).rejects.toThrow('on purpose');
    await dataSource.transaction((manager) => jobs.add(manager, 'note', { id: 'committed' }));
    await done(1);
    expect(notes).toEqual([{ id: 'committed' }]);
  });

  it('keeps one job a key: the newest, and none that was taken back', async () => {
    const { notes, handler, done } = notebook();
    const { jobs, dataSource } = await start(handler);
    await dataSource.transaction(async (manager) => {
      await jobs.add(manager, 'note', { id: 1 }, { jobKey: 'a' });
      await jobs.add(manager, 'note', { id: 2 }, { jobKey: 'a' });
      await jobs.add(manager, 'note', { id: 3 }, { jobKey: 'b' });
      await jobs.remove(manager, 'note', 'b');
    });
    await done(1);
    expect(notes).toEqual([{ id: 2 }]);
  });

  it('takes up at once what a killed process had begun', async () => {
    const first = await start(() => Promise.resolve());
    await first.module.close();
    running = [];
    const left = await new DataSource({ type: 'postgres', url }).initialize();
    await left.query(`SELECT graphile_worker.add_job('note', '{"id":"begun"}')`);
    await left.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'the-dead', attempts = 1`,
    );
    await left.destroy();

    const { notes, handler, done } = notebook();
    await start(handler);
    await done(1);
    expect(notes).toEqual([{ id: 'begun' }]);
  });

  it('takes up what another server had begun when that one is dead, and leaves the work of a living one alone', async () => {
    let begun = 0;
    let begin: () => void = () => {};
    const beginning = new Promise<void>((resolve) => (begin = resolve));
    let finish: () => void = () => {};
    const finishing = new Promise<void>((resolve) => (finish = resolve));
    const { notes, handler, done } = notebook();
    /** Whichever server has the slow one, either may do the other. */
    const work: JobHandler = async (payload, abort) => {
      if ((payload as { id: string }).id !== 'slow') return handler(payload, abort);
      begun += 1;
      begin();
      await finishing;
    };
    const first = await start(work);
    await first.dataSource.transaction((manager) => first.jobs.add(manager, 'note', { id: 'slow' }));
    await beginning;
    await start(work);
    // Locked by a worker that no process answers for.
    const left = await new DataSource({ type: 'postgres', url }).initialize();
    await left.transaction(async (manager) => {
      await manager.query(`SELECT graphile_worker.add_job('note', '{"id":"orphan"}', job_key => 'orphan')`);
      await manager.query(
        `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'the-dead', attempts = 1
          WHERE key = 'orphan'`,
      );
    });
    await left.destroy();
    await done(1);
    finish();
    expect(notes).toEqual([{ id: 'orphan' }]);
    expect(begun).toBe(1);
  });

  it('does its own work while other people’s servers take their time', async () => {
    const { notes, handler, done } = notebook();
    let answer: () => void = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const { jobs, dataSource } = await start(handler, () => answered);
    await dataSource.transaction(async (manager) => {
      for (let id = 0; id < 20; id++) await jobs.add(manager, 'wait', { id });
      await jobs.add(manager, 'note', { id: 'own' });
    });
    await done(1);
    expect(notes).toEqual([{ id: 'own' }]);
    answer();
    await eventually(
      () => dataSource.query('SELECT FROM graphile_worker.jobs'),
      (rows: unknown[]) => rows.length === 0,
    );
  });

  it('does the jobs of one queue in their order, one at a time', async () => {
    const order: string[] = [];
    let last: () => void = () => {};
    const all = new Promise<void>((resolve) => (last = resolve));
    const { jobs, dataSource } = await start(async (payload) => {
      const { id } = payload as { id: number };
      order.push(`begins ${id}`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`ends ${id}`);
      if (id === 3) last();
    });
    await dataSource.transaction(async (manager) => {
      for (const id of [1, 2, 3]) await jobs.add(manager, 'note', { id }, { queue: 'one' });
    });
    await all;
    expect(order).toEqual([1, 2, 3].flatMap((id) => [`begins ${id}`, `ends ${id}`]));
  });

  it('goes on working when every connection to the database has been cut', async () => {
    const { notes, handler, done } = notebook();
    const { jobs, dataSource } = await start(handler);
    const other = await new DataSource({ type: 'postgres', url }).initialize();
    await other.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await other.transaction((manager) => jobs.add(manager, 'note', { id: 'after' }));
    await done(1);
    expect(notes).toEqual([{ id: 'after' }]);
    // The library writes down that it is done after the handler; it must not lose its connection once more in between.
    await eventually(
      () => other.query('SELECT FROM graphile_worker.jobs'),
      (rows: unknown[]) => rows.length === 0,
    );
    await other.destroy();
    expect(dataSource.isInitialized).toBe(true);
  });

  it('survives that the end of a job cannot be noted, and does the job once more', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const other = await new DataSource({ type: 'postgres', url }).initialize();
      const { notes, handler, done } = notebook();
      const { jobs, dataSource } = await start(async (payload, abort) => {
        if (notes.length === 0) await other.query('ALTER TABLE graphile_worker._private_jobs RENAME TO away');
        await handler(payload, abort);
      });
      await dataSource.transaction((manager) => jobs.add(manager, 'note', { id: 'twice' }));
      await done(1);
      // The lane has met it when it has stopped: nobody marks its pool as alive any more.
      await eventually(
        () =>
          other.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 7325115 AND database =
            (SELECT oid FROM pg_database WHERE datname = current_database())`),
        (locks: unknown[]) => locks.length === 0,
      );
      await other.query('ALTER TABLE graphile_worker.away RENAME TO _private_jobs');
      await done(2);
      await eventually(
        () => other.query('SELECT FROM graphile_worker.jobs'),
        (rows: unknown[]) => rows.length === 0,
      );
      await other.destroy();
      expect(notes).toEqual([{ id: 'twice' }, { id: 'twice' }]);
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('ends what it does before the process goes', async () => {
    let begun: () => void = () => {};
    const beginning = new Promise<void>((resolve) => (begun = resolve));
    let finish: () => void = () => {};
    let finished = false;
    const { jobs, dataSource, module } = await start(async () => {
      begun();
      await new Promise<void>((resolve) => (finish = resolve));
      finished = true;
    });
    await dataSource.transaction((manager) => jobs.add(manager, 'note', {}));
    await beginning;
    const closing = module.close();
    running = [];
    finish();
    await closing;
    expect(finished).toBe(true);
  });
});
