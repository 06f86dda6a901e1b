import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Session } from '@reclimb/contracts';
import { freePort } from '../../../../tools/free-port.mjs';
import {
  newDataFolder,
  removeDataFolder,
  RunningServer,
  startedDataFolder,
} from '../../../../tools/running-server.mjs';
import { StubbornClient, type StubbornOptions } from './stubborn-client.js';
import { picturesOf, sameFrame, sha256, type Take } from './take.js';

const ACCOUNT = { email: 'ada@example.org', name: 'Ada', password: 'correct horse' };

/** What `/api/health/ready` answers. */
export interface Readiness {
  status: 'ok' | 'error';
  checks: Record<'database' | 'media' | 'disk', { status: 'up' | 'down'; message?: string }>;
}

/** Reclimb on a data folder of its own, with one account: started, killed, started again on the same port. */
export class House {
  server!: RunningServer;
  cookie = '';
  private readonly clients: StubbornClient[] = [];

  private constructor(
    readonly dataDir: string,
    readonly port: number,
    readonly mediaDir: string,
    private readonly env: Record<string, string>,
    private readonly ownsFolder: boolean,
  ) {}

  /**
   * @param env variables of the server.
   * @param at a data folder made before (a mounted one, say), or the media folder of another server.
   */
  static async open(
    env: Record<string, string> = {},
    at: { dataDir?: string; mediaDir?: string } = {},
  ): Promise<House> {
    const dataDir = at.dataDir ?? (env['DATABASE_URL'] ? newDataFolder() : startedDataFolder());
    const mediaDir = at.mediaDir ?? path.join(dataDir, 'media');
    const all = { ...env, MEDIA_URL: mediaDir };
    const house = new House(dataDir, await freePort(), mediaDir, all, at.dataDir === undefined);
    await house.start();
    return house;
  }

  get url(): string {
    return this.server.url;
  }

  /** The server as it is started next; resolves when it is ready. */
  async start(): Promise<void> {
    this.server = await RunningServer.start(this.dataDir, this.port, this.env);
  }

  /** Makes the account, or logs in where it is there already. */
  async enter(): Promise<void> {
    const send = (action: string) =>
      fetch(`${this.url}/api/v1/auth/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(
          action === 'register' ? ACCOUNT : { email: ACCOUNT.email, password: ACCOUNT.password },
        ),
      });
    const registered = await send('register');
    const answer = registered.ok ? registered : await send('login');
    this.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    if (!answer.ok) throw new Error(`No way in: ${await answer.text()}`);
  }

  /** A client of this account; it leaves when the house is closed. */
  client(take: Take, options: StubbornOptions = {}): StubbornClient {
    const client = new StubbornClient(this.url, this.cookie, take, options);
    this.clients.push(client);
    return client;
  }

  async kill(): Promise<void> {
    await this.server.end('SIGKILL');
  }

  /** Whether the server's process still runs. */
  get alive(): boolean {
    return this.server.process.exitCode === null && this.server.process.signalCode === null;
  }

  async readiness(): Promise<Readiness> {
    return (await (await this.get('/api/health/ready')).json()) as Readiness;
  }

  async session(id: string): Promise<Session> {
    return (await this.get(`/api/v1/sessions/${id}`)).json() as Promise<Session>;
  }

  /** The session once its status is one of these. */
  async sessionOnce(id: string, ...statuses: Session['status'][]): Promise<Session> {
    return eventually(
      () => this.session(id),
      (session) => statuses.includes(session.status),
    );
  }

  get(where: string, headers: Record<string, string> = {}): Promise<Response> {
    const ask = () => fetch(this.url + where, { headers: { cookie: this.cookie, ...headers } });
    // A connection kept from before may be closed by the server in the moment in which it is used again.
    return ask().catch(ask);
  }

  uploadFile(sessionId: string): string {
    return path.join(this.mediaDir, 'sessions', sessionId, 'upload');
  }

  /** What is wrong with the upload as it lies in the media folder, before it is processed. */
  faultsOfUpload(take: Take): string[] {
    const upload = readFileSync(this.uploadFile(take.start.sessionId));
    return sha256(upload) === sha256(take.video)
      ? []
      : [`${take.start.name}: the upload of ${upload.length} bytes is not the video sent`];
  }

  /**
   * What is wrong with a finished session: frames missing, doubled or changed, pictures of the video missing or changed.
   * Empty when all is well.
   */
  async faultsOf(take: Take, upTo: { frames?: number } = {}): Promise<string[]> {
    const { sessionId, name } = take.start;
    const expected = upTo.frames ?? take.frames.length;
    const faults: string[] = [];
    const session = await this.sessionOnce(sessionId, 'completed', 'failed');
    if (session.status !== 'completed') faults.push(`${name} is ${session.status}: ${session.failureReason}`);
    const lines = await (
      await this.get(`/api/v1/sessions/${sessionId}/frames`, { accept: 'application/x-ndjson' })
    ).text();
    const stored = lines
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Frame);
    if (stored.length !== expected) faults.push(`${name}: ${stored.length} of ${expected} frames`);
    const wrong = stored.findIndex((frame, index) => !sameFrame(frame, take.frames[index]));
    if (wrong >= 0) faults.push(`${name}: frame ${wrong} is not the one recorded`);
    if (take.video.byteLength > 0) {
      const played = await this.get(`/api/v1/sessions/${sessionId}/video`);
      const pictures = await picturesOf(new Uint8Array(await played.arrayBuffer()));
      const sent = await picturesOf(take.video);
      if (pictures.length !== sent.length) {
        faults.push(`${name}: ${pictures.length} of ${sent.length} pictures`);
      }
      const changed = pictures.findIndex((picture, index) => picture !== sent[index]);
      if (changed >= 0) faults.push(`${name}: picture ${changed} is not the one recorded`);
    }
    return faults;
  }

  /** Ends everything and removes the data. */
  async close(): Promise<void> {
    for (const client of this.clients) client.leave();
    await this.kill();
    if (this.ownsFolder) removeDataFolder(this.dataDir);
  }
}

/** Asks again until `accept` says yes; the test's own time limit ends it. A failure to ask counts as no. */
export async function eventually<T>(
  read: () => Promise<T> | T,
  accept: (value: T) => boolean = Boolean,
  pause = 50,
): Promise<T> {
  for (;;) {
    const [value] = await Promise.allSettled([Promise.resolve().then(read)]);
    if (value.status === 'fulfilled' && accept(value.value)) return value.value;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Says how a fault test went: what the run measured, for who reads its output. */
export function tell(what: string, figures: Record<string, string | number>): void {
  const list = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  process.stderr.write(`  ${what}: ${list.join(', ')}\n`);
}

/** How much of a test is done: `npm run test:faults` does all of it. */
export const FAULT_ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 0);
/** The number for `npm run test:faults`, or the one for `npm test`. */
export const inFull = <T>(full: T, short: T): T => (FAULT_ROUNDS > 0 ? full : short);
