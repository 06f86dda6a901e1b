import { EventEmitter } from 'node:events';
import type { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { outliveBrokenConnections } from './connection-pool.js';

describe(outliveBrokenConnections.name, () => {
  it('tells of connections that break, and not of those that end with the server', () => {
    const pool = Object.assign(new EventEmitter(), { ending: false });
    const logger = { warn: jest.fn() };
    outliveBrokenConnections(pool as unknown as Pool, logger as unknown as Logger);
    const connection = new EventEmitter();
    pool.emit('connect', connection);
    pool.emit('acquire', connection);
    const terminated = new Error('terminating connection due to administrator command');
    connection.emit('error', terminated);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    pool.ending = true;
    connection.emit('error', terminated);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
