import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Chance } from '../chance.js';
import { FAULT_ROUNDS, House, inFull, tell } from '../recording/house.js';
import { Cast } from './cast.js';
import { Exchange } from './exchange.js';
import { Judge } from './judge.js';
import { Messages } from './messages.js';
import { type Attempt, type Description, Requests } from './requests.js';
import { simpler } from './simpler.js';

const REQUESTS = inFull(80_000, 500);
const MESSAGES = inFull(20_000, 120);
/** At once. What is drawn depends on what was answered before: one after the other it is the same in every `npm test`. */
const UNDER_WAY = inFull(12, 1);
/** Faults of different kinds that are looked into; after that the run ends. */
const MOST_FAULTS = 30;
/** Compiled code, pools and buffers of a server that has just started. */
const WARM_UP_SHARE = 0.2;
const HEAP_MEGABYTES = 192;
const GROWTH_MEGABYTES = 96;

/** The same in every `npm test`; another one in every full run; a certain one to see a fault again. */
const SEED = Number(process.env['FUZZ_SEED'] ?? (FAULT_ROUNDS > 0 ? randomInt(2 ** 31) : 20_251_123));

describe(`random requests and messages (FUZZ_SEED=${SEED})`, () => {
  let house: House;
  let cast: Cast;
  let judge: Judge;
  let exchange: Exchange;
  let requests: Requests;
  let messages: Messages;
  /** One for each kind of fault, with what it takes to see it again. */
  const faults = new Map<string, string>();

  beforeAll(async () => {
    house = await House.open({
      NODE_OPTIONS: `--max-old-space-size=${HEAP_MEGABYTES}`,
      // Here it is about what lies behind the limits.
      MESSAGES_PER_SECOND: '0',
      REQUESTS_PER_MINUTE: '0',
      ANONYMOUS_REQUESTS_PER_MINUTE: '0',
      CONNECTIONS_PER_USER: '0',
      CONNECTIONS_PER_MINUTE: '0',
      TRUST_PROXY: '1',
    });
    cast = await Cast.gather(house);
    judge = new Judge(cast, house.dataDir);
    exchange = new Exchange(house.url);
    const description = (await (await house.get('/api/openapi.json')).json()) as Description;
    const own = await house.get('/api/v1/sessions', cast.headers('member'));
    const { items } = (await own.json()) as { items: { id: string; frameCount: number }[] };
    const small = items.find(({ frameCount }) => frameCount === 5)?.id;
    const archive = await house.get(`/api/v1/sessions/${small}/export?format=zip`, cast.headers('member'));
    requests = new Requests(description, cast, Buffer.from(await archive.arrayBuffer()));
    messages = new Messages(house.url, cast, judge);
  }, 120_000);
  afterAll(async () => {
    messages?.close();
    exchange?.close();
    await house?.close();
  });

  const memory = () => {
    const status = readFileSync(`/proc/${house.server.process.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
  };

  /** Does the things numbered `from` to `to`, some at once. */
  async function times(from: number, to: number, one: (index: number) => Promise<void>): Promise<void> {
    let next = from;
    const work = async () => {
      while (next < to && house.alive && faults.size < MOST_FAULTS) await one(next++);
    };
    await Promise.all(Array.from({ length: UNDER_WAY }, work));
  }

  async function faultOf(attempt: Attempt): Promise<string | null> {
    try {
      const answer = await exchange.send(attempt.request);
      const { status, type, body } = answer;
      if (status < 300 && type === 'application/json' && body.length > 0 && attempt.operation) {
        const kind = attempt.operation.path.split('/').findLast((word) => !word.startsWith('{')) ?? '';
        cast.learn(kind, attempt.actor, JSON.parse(body.toString()));
      }
      const endsLogin = /log(out|ins)|password|reset|tokens|deletion/.test(attempt.request.path);
      if (status === 401 || (status < 300 && endsLogin)) await cast.revive(attempt.actor);
      return judge.ofAnswer(attempt, answer);
    } catch (error) {
      return `no answer: ${String(error)}`;
    }
  }

  async function request(index: number): Promise<void> {
    const attempt = requests.make(Chance.of(SEED, index));
    const fault = await faultOf(attempt);
    const kind = `${attempt.operation?.name ?? attempt.request.path} ${fault?.slice(0, 60)}`;
    if (fault === null || faults.has(kind)) return;
    faults.set(kind, `request ${index} as ${attempt.actor}: ${fault}\n${inWords(attempt)}`);
    // What is not answered would be waited for each time.
    if (fault.startsWith('no answer')) return;
    const smallest = await simpler(
      attempt,
      async (smaller) => (await faultOf(smaller))?.slice(0, 30) === fault.slice(0, 30),
    );
    faults.set(kind, `request ${index} as ${attempt.actor}: ${fault}\n${inWords(smallest)}`);
  }

  async function message(index: number): Promise<void> {
    const { text, fault } = await messages.send(Chance.of(SEED ^ 0x5eed, index));
    if (fault !== null) faults.set(fault.slice(0, 60), `message ${index}: ${fault}\n${text}`);
  }

  it(`are answered as documented, ${REQUESTS} and ${MESSAGES}, and tell nobody what is not theirs`, async () => {
    const warm = Math.floor(REQUESTS * WARM_UP_SHARE);
    await times(0, warm, request);
    const before = process.platform === 'linux' ? memory() : 0;
    await times(warm, REQUESTS, request);
    await times(0, MESSAGES, message);
    const after = process.platform === 'linux' ? memory() : 0;
    tell('random requests and messages', {
      seed: SEED,
      requests: REQUESTS,
      messages: MESSAGES,
      'MB before': before.toFixed(1),
      'MB after': after.toFixed(1),
    });
    expect([...faults.values()].join('\n\n')).toBe('');
    expect(house.alive).toBe(true);
    // Warnings aside the log is empty: nothing has failed out of sight either.
    expect(house.server.output.split('\n').filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
    expect(after - before).toBeLessThan(GROWTH_MEGABYTES);
  }, 3_600_000);
});

function inWords({ request: { method, path, headers, body } }: Attempt): string {
  const { cookie: _cookie, ...others } = headers;
  return `${method} ${path}\n${JSON.stringify(others)}\n${body?.toString().slice(0, 2_000) ?? ''}`;
}
