import { type Ack } from '@reclimb/contracts';
import { type Socket } from 'socket.io';
import { type GateRules, MessageGate } from './message-gate.js';
import { TokenBucket } from './token-bucket.js';

describe(MessageGate.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function setUp(overrides: Partial<GateRules> = {}) {
    const transport = { isRead: true };
    const ws = {
      pause: () => (transport.isRead = false),
      resume: () => (transport.isRead = true),
    };
    const conn = { transport: { name: 'websocket', socket: ws }, close: () => undefined };
    const rules = {
      count: () => null,
      isBusy: () => false,
      spare: new TokenBucket(100, 20),
      ...overrides,
    };
    const gate = new MessageGate({ conn } as unknown as Socket, rules);
    /** What was handed on and is not answered yet. */
    const underWay: { name: string; answer: (answer: Ack<unknown>) => void }[] = [];
    const passed: string[] = [];
    const answers: Ack<unknown>[] = [];
    const send = (name: string, payload: unknown = {}, isAsked = true) => {
      const packet: unknown[] = ['marker', payload];
      if (isAsked) packet.push((answer: Ack<unknown>) => answers.push(answer));
      gate.enter(packet, () => {
        passed.push(name);
        underWay.push({ name, answer: packet.at(-1) as (answer: Ack<unknown>) => void });
      });
    };
    const answerAll = (answer: Ack<unknown> = { ok: true, data: {} }) => {
      for (const one of underWay.splice(0)) one.answer(answer);
    };
    return { gate, send, underWay, passed, answers, answerAll, transport };
  }
  const namesTo = (count: number) => Array.from({ length: count }, (_, i) => String(i));

  it('lets a few messages be handled at once, the rest in their order, and reads no more while many wait', () => {
    const { send, passed, answerAll, answers, transport, underWay } = setUp();
    for (const name of namesTo(50)) send(name);
    expect(passed).toEqual(namesTo(16));
    expect(transport.isRead).toBe(false);
    for (let round = 0; round < 10 && underWay.length > 0; round++) answerAll();
    expect(passed).toEqual(namesTo(50));
    expect(answers).toHaveLength(50);
    expect(transport.isRead).toBe(true);
  });

  it('knows when a message is done with that nobody wants answered', () => {
    const { send, passed, answerAll, underWay } = setUp();
    for (const name of namesTo(20)) send(name, {}, false);
    while (underWay.length > 0) answerAll();
    expect(passed).toEqual(namesTo(20));
  });

  it('lets fewer be handled at once while others want their turn too, and slows nobody down by it', () => {
    let isBusy = true;
    const { send, passed, answerAll } = setUp({ isBusy: () => isBusy });
    for (const name of namesTo(50)) send(name);
    expect(passed).toEqual(namesTo(4));
    answerAll();
    expect(passed).toEqual(namesTo(8));
    isBusy = false;
    answerAll();
    expect(passed).toEqual(namesTo(24));
  });

  it('never holds a recorder at 60 fps with video up, be the server as busy as it may', () => {
    const { send, passed, answerAll, transport } = setUp({ isBusy: () => true });
    for (let third = 0; third < 300; third++) {
      send('poses', new Uint8Array(20 * 60));
      send('video', { data: new Uint8Array(100_000) });
      if (third % 30 === 0) send('keyframe');
      answerAll();
      jest.advanceTimersByTime(1000 / 3);
    }
    expect(passed).toHaveLength(610);
    expect(transport.isRead).toBe(true);
  });

  it('has room for thousands of messages that are answered at once', () => {
    const { gate, answers } = setUp({ isBusy: () => true });
    const send = () => {
      const packet: unknown[] = ['nothing', {}, (answer: Ack<unknown>) => answers.push(answer)];
      const pass = () => (packet.at(-1) as (answer: Ack<unknown>) => void)({ ok: true, data: {} });
      gate.enter(packet, pass);
    };
    for (let i = 0; i < 5_000; i++) send();
    expect(answers).toHaveLength(5_000);
  });

  const refused = { ok: false, error: { code: 'not_found', message: '' } } as const;

  it('lets nonsense wait while others want their turn: it gets what is to spare', () => {
    const { send, passed, answerAll } = setUp();
    for (let i = 0; i < 200; i++) {
      send('');
      answerAll(refused);
    }
    expect(passed).toHaveLength(20);
    for (let look = 0; look < 20; look++) {
      jest.advanceTimersByTime(50);
      for (let round = 0; round < 20; round++) answerAll(refused);
    }
    // A hundred a second, and as many more as are handled at once.
    expect(passed.length).toBeGreaterThanOrEqual(20 + 90);
    expect(passed.length).toBeLessThanOrEqual(20 + 100 + 16);
  });

  it('lets nobody wait for the nonsense of others', () => {
    const spare = new TokenBucket(100, 20);
    const [flood, recorder] = [setUp({ isBusy: () => true, spare }), setUp({ isBusy: () => true, spare })];
    for (let i = 0; i < 200; i++) {
      flood.send('');
      flood.answerAll(refused);
    }
    for (let i = 0; i < 30; i++) {
      recorder.send('');
      recorder.answerAll(i % 10 === 0 ? refused : undefined);
    }
    expect(recorder.passed).toHaveLength(30);
  });

  it('answers all that is too much, and reads no more of it than is to spare', () => {
    const error = { code: 'rate_limited', message: 'Too much', details: { retryAfter: 5 } } as const;
    const { send, answers, passed, transport } = setUp({
      count: () => ({ error, until: performance.now() + 5000 }),
      spare: new TokenBucket(100, 1000),
    });
    for (let i = 0; i < 1000; i++) send('');
    expect(answers).toEqual(Array(1000).fill({ ok: false, error }));
    expect(transport.isRead).toBe(true);
    for (let i = 0; i < 40; i++) send('');
    expect(answers).toHaveLength(1000);
    expect(transport.isRead).toBe(false);
    for (let look = 0; look < 40; look++) jest.advanceTimersByTime(50);
    expect(answers).toHaveLength(1040);
    expect(transport.isRead).toBe(true);
    expect(passed).toEqual([]);
  });
});
