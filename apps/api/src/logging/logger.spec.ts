import { Writable } from 'node:stream';
import { createLogger } from './logger.js';
import { inLogContext } from './log-context.js';

describe(createLogger.name, () => {
  const written = (isTTY: boolean, work: (logger: ReturnType<typeof createLogger>) => void) => {
    const lines: string[] = [];
    const output = new Writable({
      write: (line: Buffer, _encoding, done) => {
        lines.push(line.toString());
        done();
      },
    });
    work(createLogger({ logLevel: 'info' }, Object.assign(output, { isTTY })));
    return lines;
  };

  it('writes a line of JSON an entry, with the names of the request that it belongs to', () => {
    const [line] = written(false, (logger) =>
      inLogContext({ requestId: 'r-1', userId: 'u-1' }, () => {
        logger.info({ count: 3 }, 'Done');
        logger.debug('Not told');
      }),
    );
    expect(JSON.parse(line as string)).toMatchObject({
      requestId: 'r-1',
      userId: 'u-1',
      count: 3,
      msg: 'Done',
    });
  });

  it('leaves secrets out wherever they turn up, and what PostgreSQL repeats of a row', () => {
    const [line] = written(false, (logger) => {
      const detail = 'Key (name)=(Ada Lovelace) already exists.';
      const err = Object.assign(new Error('no ada@example.org at postgres://reclimb:hunter2@db:5432/x'), {
        detail,
        parameters: ['hunter3'],
        code: '23505',
      });
      logger.error({ err, user: { password: 'hunter4', token: 'rclmb_abc' } }, 'Bearer rclmb_def refused');
    });
    expect(line).not.toMatch(/hunter|ada@|Lovelace|rclmb_(abc|def)/);
    expect(line).toContain('postgres://…@db:5432/x');
    expect(line).toContain('"code":"23505"');
  });

  it('writes for people on a terminal, and leaves secrets out there too', () => {
    const text = written(true, (logger) => logger.warn({ userId: 'u-1' }, 'Refused ada@example.org')).join(
      '',
    );
    expect(text).toContain('WARN');
    expect(text).not.toContain('ada@');
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });
});
