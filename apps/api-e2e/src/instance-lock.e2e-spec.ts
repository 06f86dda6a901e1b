import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { newDataFolder, removeDataFolder } from '../../../tools/running-server.mjs';

const STARTS = 5;

/** A process that says that it is there, takes the data folder when it is told to, says how that went, and stays. */
const STARTER = `
  import { lockDataFolder } from ${JSON.stringify(path.resolve(__dirname, '../../../tools/instance-lock.mjs'))};
  process.stdin.once('data', () => {
    try {
      lockDataFolder(process.env.DATA_DIR);
      console.log('holds it');
    } catch (error) {
      console.log(error.message);
    }
  });
  console.log('ready');`;

describe('starts at the same instant on one data folder', () => {
  const starters: ChildProcess[] = [];
  let folder: string;

  beforeEach(() => (folder = newDataFolder()));
  afterEach(async () => {
    for (const starter of starters.splice(0)) {
      const ended = once(starter, 'exit');
      starter.kill('SIGKILL');
      await ended;
    }
    removeDataFolder(folder);
  });

  const said = async ({ stdout }: ChildProcess) =>
    String((await once(stdout as NodeJS.ReadableStream, 'data'))[0]);

  it.each([1, 2, 3])('let one of them have it after the owner before was killed, try %i', async () => {
    // Nobody has this process id: the owner was killed.
    writeFileSync(path.join(folder, 'reclimb.lock.7'), JSON.stringify({ pid: 2 ** 22 + 1, stamp: 'gone' }));
    const starting = Array.from({ length: STARTS }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', STARTER], {
        env: { ...process.env, DATA_DIR: folder },
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    starters.push(...starting);
    await Promise.all(starting.map(said));
    const answers = starting.map(said);
    for (const { stdin } of starting) stdin?.write('go\n');
    const outcomes = await Promise.all(answers);
    expect(outcomes.filter((outcome) => outcome === 'holds it\n')).toHaveLength(1);
    for (const outcome of outcomes) expect(outcome).toMatch(/^holds it|already runs on|is contested/);
    expect(readdirSync(folder).filter((name) => name.startsWith('reclimb.lock.'))).toHaveLength(1);
  });
});
