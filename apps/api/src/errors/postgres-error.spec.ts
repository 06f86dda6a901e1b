import { QueryFailedError } from 'typeorm';
import { sqlState } from './postgres-error.js';

const withCode = (code: string) => Object.assign(new Error(), { code });

describe(sqlState.name, () => {
  it.each(['23505', '40P01', '0A000', 'HV00B', 'P0001', 'XX000'])('knows %s as PostgreSQL’s', (code) => {
    expect(sqlState(new QueryFailedError('SELECT', [], withCode(code)))).toBe(code);
  });

  it.each(['EPIPE', 'EPERM', 'EBUSY', 'EROFS', 'E2BIG', 'ENOSPC'])(
    'does not take %s of the operating system for one',
    (code) => {
      expect(sqlState(withCode(code))).toBeUndefined();
    },
  );
});
