import { encodeFrames } from '@reclimb/pose';
import { io } from 'socket.io-client';
import type { Chance } from '../chance.js';
import { eventually, type House } from '../recording/house.js';
import { takeOf } from '../recording/take.js';

/** Who asks: nobody, who has a link, a member, an administrator, and tokens of theirs. */
export const ACTORS = ['nobody', 'viewer', 'member', 'admin', 'read', 'write', 'adminToken'] as const;
/** One of {@link ACTORS}. */
export type Actor = (typeof ACTORS)[number];

const PASSWORD = 'correct horse';
const TOKENS: Readonly<Partial<Record<Actor, readonly [owner: 'member' | 'admin', scope: string]>>> = {
  read: ['member', 'sessions:read'],
  write: ['member', 'sessions:write'],
  adminToken: ['admin', 'admin'],
};
/** Ids of one kind that are remembered: more of the same teach nothing. */
const MOST_IDS = 30;

/** Words that stand nowhere but in the victim's data, and who may read them. */
export const CANARIES = {
  /** Name and address, notes and tags: administrators. */
  metadata: 'kanarimeta',
  /** Name of the session: administrators, and who has the link. */
  name: 'kanariname',
  /** Markers: who has the link. */
  shared: 'kanarishared',
  /** Everything else: nobody. */
  secret: 'kanarisecret',
} as const;

interface Person {
  readonly id: string;
  cookie: string;
}

/**
 * The people of a fuzzed house: a victim, who does nothing and whose things nobody else may see, and those who ask. What
 * they find and make is remembered, so that requests speak of what is there.
 */
export class Cast {
  readonly victimIds = new Set<string>();
  /** Who must stay who they are: an administrator's requests leave them alone. */
  private readonly kept = new Set<string>();
  /** The victim's things by kind, as a path names it. */
  readonly victims: Record<string, string[]> = {};
  shareToken = '';
  private readonly people = new Map<'member' | 'admin', Person>();
  private readonly tokens = new Map<Actor, string>();
  private readonly found = new Map<string, string[]>();
  private reviving: Promise<void> = Promise.resolve();

  private constructor(private readonly house: House) {}

  static async gather(house: House): Promise<Cast> {
    const cast = new Cast(house);
    await house.enter();
    cast.kept.add((await cast.call<{ id: string }>('GET', '/auth/me')).id);
    cast.people.set('member', await cast.person('member', 'member'));
    cast.people.set('admin', await cast.person('admin', 'admin'));
    await cast.plantVictim();
    for (const actor of Object.keys(TOKENS)) await cast.newToken(actor as Actor);
    for (const owner of ['member', 'admin'] as const) await cast.plantSessions(owner);
    return cast;
  }

  /** Addresses and passwords that log somebody in, for bodies that want one. */
  readonly credentials = {
    email: [
      'member@example.org',
      'admin@example.org',
      'nobody@example.org',
      `${CANARIES.metadata}@example.org`,
    ],
    password: [PASSWORD, 'wrong horse'],
  };

  /** The headers by which an actor is known. */
  headers(actor: Actor): Record<string, string> {
    const token = this.tokens.get(actor);
    if (token !== undefined) return { authorization: `Bearer ${token}` };
    const person = this.people.get(actor as 'member');
    return person ? { cookie: person.cookie } : {};
  }

  /** The same for a socket's handshake. */
  auth(actor: Actor): Record<string, string> {
    const token = this.tokens.get(actor);
    if (token !== undefined) return { token };
    return actor === 'viewer' ? { shareToken: this.shareToken } : {};
  }

  /** An id of a kind that this actor knows of: mostly their own, or the victim's, or none; `spare` is never the victim's. */
  idOf(kind: string, actor: Actor, chance: Chance, spare: boolean): string | undefined {
    const own = this.found.get(`${TOKENS[actor]?.[0] ?? actor} ${kind}`) ?? [];
    const usable = spare ? own.filter((id) => !this.victimIds.has(id) && !this.kept.has(id)) : own;
    const others = spare ? [] : (this.victims[kind] ?? []);
    const from = others.length > 0 && chance.below(4) === 0 ? others : usable;
    return from.length > 0 ? chance.of(from) : others[0];
  }

  /** Remembers what an answer tells: `kind` is the last word of the path that tells it. */
  learn(kind: string, actor: Actor, answer: unknown): void {
    const list = Array.isArray(answer) ? answer : ((answer as { items?: unknown[] }).items ?? [answer]);
    const key = `${TOKENS[actor]?.[0] ?? actor} ${kind}`;
    const known = this.found.get(key) ?? [];
    this.found.set(key, known);
    for (const item of list) {
      const { id, token } = (item ?? {}) as { id?: unknown; token?: unknown };
      if (typeof id === 'string' && !known.includes(id)) known.push(id);
      if (kind === 'shares' && typeof token === 'string') this.learn('shared', actor, { id: token });
    }
    if (known.length > MOST_IDS) known.splice(0, known.length - MOST_IDS);
  }

  /** Lets an actor in again whose login or token a request has ended. */
  revive(actor: Actor): Promise<void> {
    // One after the other: a new password ends the logins before it.
    this.reviving = this.reviving.then(() => this.letInAgain(actor));
    return this.reviving;
  }

  private async letInAgain(actor: Actor): Promise<void> {
    const owner =
      TOKENS[actor]?.[0] ?? (this.people.has(actor as 'member') ? (actor as 'member') : undefined);
    const person = owner && this.people.get(owner);
    if (!person) return;
    // Another request may end it again at once.
    for (let tries = 0; tries < 5 && !(await this.isIn(this.headers(actor))); tries++) {
      if (!(await this.isIn({ cookie: person.cookie }))) person.cookie = await this.letIn(person.id);
      if (this.tokens.has(actor)) await this.newToken(actor);
    }
  }

  private async isIn(headers: Record<string, string>): Promise<boolean> {
    return (await fetch(`${this.house.url}/api/v1/auth/me`, { headers })).ok;
  }

  private async person(name: string, role: 'member' | 'admin'): Promise<Person> {
    const user = { name, role, email: `${name}@example.org` };
    const { id } = await this.call<{ id: string }>('POST', '/admin/users', user);
    this.kept.add(id);
    return { id, cookie: await this.letIn(id, name === CANARIES.metadata ? CANARIES.secret : undefined) };
  }

  /** A login by a one-time link. */
  private async letIn(userId: string, userAgent = 'Fuzz'): Promise<string> {
    const { token } = await this.call<{ token: string }>('POST', `/admin/users/${userId}/reset-link`);
    const answer = await fetch(`${this.house.url}/api/v1/auth/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': userAgent },
      // Nobody knows the victim's.
      body: JSON.stringify({ token, password: userAgent === CANARIES.secret ? token : PASSWORD }),
    });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  private async newToken(actor: Actor): Promise<void> {
    const [owner, scope] = TOKENS[actor]!;
    const { cookie } = this.people.get(owner)!;
    const answer = await this.ask('POST', '/tokens', { name: actor, scopes: [scope] }, cookie);
    if (answer.ok) this.tokens.set(actor, ((await answer.json()) as { token: string }).token);
  }

  private async plantVictim(): Promise<void> {
    const { id, cookie } = await this.person(CANARIES.metadata, 'member');
    const make = async (kind: string, path: string, body: object) => {
      const made = await this.call<{ id: string; token?: string }>('POST', path, body, cookie);
      (this.victims[kind] ??= []).push(made.id);
      this.victimIds.add(made.id);
      return made;
    };
    this.victims['users'] = [id];
    this.victimIds.add(id);
    const description = { description: CANARIES.metadata, tags: [CANARIES.metadata] };
    const sessionId = await this.record(cookie, { name: CANARIES.name, ...description }, 30);
    this.victims['sessions'] = [
      sessionId,
      await this.record(cookie, { name: CANARIES.name, ...description }, 0),
    ];
    for (const session of this.victims['sessions']) this.victimIds.add(session);
    const path = `/sessions/${sessionId}`;
    await make('markers', `${path}/markers`, {
      timestamp: 0.1,
      label: CANARIES.shared,
      kind: CANARIES.shared,
    });
    const share = await make('shares', `${path}/shares`, {});
    this.shareToken = share.token ?? '';
    this.victims['shared'] = [this.shareToken];
    await make('tokens', '/tokens', { name: CANARIES.secret, scopes: ['sessions:read'] });
    await make('webhooks', '/webhooks', {
      name: CANARIES.secret,
      url: `https://${CANARIES.secret}.invalid/`,
      events: ['session.deleted'],
    });
    const logins = await this.call<{ id: string }[]>('GET', '/auth/logins', undefined, cookie);
    this.victims['logins'] = logins.map((login) => login.id);
  }

  private async plantSessions(owner: 'member' | 'admin'): Promise<void> {
    const { cookie } = this.people.get(owner)!;
    for (const frames of [30, 5, 0]) {
      this.learn('sessions', owner, { id: await this.record(cookie, { name: owner }, frames) });
    }
    const { start } = takeOf('Open', 0, new Uint8Array());
    this.learn('sessions', owner, { id: start.sessionId });
    await this.call('POST', '/sessions', start, cookie);
  }

  /** A session of so many frames; completed when there are any, else it stays open. */
  private async record(cookie: string, texts: object, frameCount: number): Promise<string> {
    const { start, frames } = takeOf('', frameCount, new Uint8Array());
    const socket = io(`${this.house.url}/recording`, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { cookie },
    });
    try {
      const { sessionId } = start;
      await socket.emitWithAck('start_recording', { ...start, ...texts });
      if (frames.length === 0) return sessionId;
      await socket.emitWithAck('pose_frames', { sessionId, packed: Buffer.from(encodeFrames(frames)) });
      await socket.emitWithAck('stop_recording', { sessionId, frameCount, videoBytes: 0 });
      const status = () => this.call<{ status: string }>('GET', `/sessions/${sessionId}`, undefined, cookie);
      await eventually(status, (session) => session.status === 'completed');
      return sessionId;
    } finally {
      socket.disconnect();
    }
  }

  /** What the house's first account is answered, or who has this cookie. */
  private async call<T>(method: string, path: string, body?: object, cookie?: string): Promise<T> {
    const answer = await this.ask(method, path, body, cookie);
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json() as Promise<T>;
  }

  private ask(method: string, path: string, body?: object, cookie = this.house.cookie): Promise<Response> {
    return fetch(`${this.house.url}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
}
