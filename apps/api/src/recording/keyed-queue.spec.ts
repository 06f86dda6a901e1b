import { KeyedQueue } from './keyed-queue.js';

function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('KeyedQueue', () => {
  it('handles the messages of one recording in order, however long each takes', async () => {
    const queue = new KeyedQueue();
    const first = gate();
    const log: number[] = [];
    const one = queue.run('a', async () => {
      await first.opened;
      log.push(1);
    });
    const two = queue.run('a', async () => void log.push(2));
    first.open();
    await Promise.all([one, two]);
    expect(log).toEqual([1, 2]);
  });

  it('lets other recordings pass', async () => {
    const queue = new KeyedQueue();
    const held = gate();
    const slow = queue.run('a', () => held.opened);
    await expect(queue.run('b', async () => 'done')).resolves.toBe('done');
    held.open();
    await slow;
  });

  it('goes on after a failure and forgets keys without work', async () => {
    const queue = new KeyedQueue();
    const failing = queue.run('a', () => Promise.reject(new Error('disk')));
    const next = queue.run('a', async () => 2);
    await expect(failing).rejects.toThrow('disk');
    await expect(next).resolves.toBe(2);
    await Promise.resolve();
    expect(queue.size).toBe(0);
  });
});
