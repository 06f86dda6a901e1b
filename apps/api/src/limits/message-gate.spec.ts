import { type Ack } from '@reclimb/contracts';
import { type Socket } from 'socket.io';
import { type GateRules, MessageGate } from './message-gate.js';

describe(MessageGate.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function setUp(overrides: Partial<GateRules> = {}) {
    const transport = { isRead: true, isCut: false };
    const ws = {
      pause: () => (transport.isRead = false),
      resume: () => (transport.isRead = true),
      terminate: () => (transport.isCut = true),
    };
    const conn = { transport: { name: 'websocket', socket: ws }, close: () => undefined };
    const rules = {
      count: () => null,
      charge: jest.fn(),
      isBusy: () => false,
      onCutOff: jest.fn(),
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
    return { gate, send, underWay, passed, answers, answerAll, transport, rules };
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

  it('charges nonsense ten times, and lets little of it through while others want their turn', () => {
    const { send, passed, answerAll, rules } = setUp({ isBusy: () => true });
    const nonsense = () => answerAll({ ok: false, error: { code: 'not_found', message: '' } });
    for (let i = 0; i < 40; i++) {
      send('');
      nonsense();
    }
    expect(passed).toHaveLength(6);
    expect(rules.charge).toHaveBeenCalledTimes(6);
    expect(rules.charge).toHaveBeenCalledWith(9);
    // It goes on by itself: three a second, and as many more as are handled at once.
    for (let tenth = 0; tenth < 30; tenth++) {
      jest.advanceTimersByTime(100);
      nonsense();
    }
    expect(passed.length).toBeGreaterThanOrEqual(6 + 9);
    expect(passed.length).toBeLessThanOrEqual(6 + 9 + 4);
  });

  it('answers what is too much, reads less and less of it, and cuts off who never stops', () => {
    const error = { code: 'rate_limited', message: 'Too much', details: { retryAfter: 5 } } as const;
    const { send, answers, passed, rules, transport } = setUp({
      count: () => ({ error, until: performance.now() + 5000 }),
    });
    for (let i = 0; i < 49; i++) send('');
    expect(transport.isRead).toBe(true);
    send('');
    expect(transport.isRead).toBe(false);
    jest.advanceTimersByTime(1000);
    expect(transport.isRead).toBe(true);
    for (let i = 50; i < 1000; i++) send('');
    expect(answers).toEqual(Array(1000).fill({ ok: false, error }));
    expect(transport.isCut).toBe(false);
    send('');
    expect(transport.isCut).toBe(true);
    expect(rules.onCutOff).toHaveBeenCalledTimes(1);
    send('');
    expect([answers.length, passed.length]).toEqual([1000, 0]);
  });

  it('forgets refusals of somebody who stops for a while', () => {
    const error = { code: 'rate_limited', message: 'Too much' } as const;
    const { send, transport } = setUp({ count: () => ({ error, until: performance.now() }) });
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 900; i++) send('');
      jest.advanceTimersByTime(11_000);
    }
    expect(transport.isCut).toBe(false);
  });
});
