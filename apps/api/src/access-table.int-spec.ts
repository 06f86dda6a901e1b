import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { HTTP_STATUS, type ErrorCode } from '@reclimb/contracts';
import sharp from 'sharp';
import { Passwords } from './accounts/passwords.js';
import { credentialsOf, makeScene, type Props, type Scene } from './testing/access-scene.js';
import { type AccessRow, type Asker, ASKERS, readAccessTable } from './testing/access-table.js';
import { addressOf, EVENT_TRIALS, FRAMES, ROUTE_TRIALS } from './testing/access-trials.js';
import { declaredEvents, declaredRoutes } from './testing/declared-interface.js';
import { recordSession } from './testing/recorded-session.js';
import { ask } from './testing/recordings.js';
import { connected, startApp, type TestApp } from './testing/test-app.js';

/** What came of a trial: a status, 200 when it was carried out, and all that was told. */
interface Result {
  readonly status: number;
  readonly told: string;
}

describe('docs/security.md', () => {
  let app: TestApp;
  let props: Props;
  let table: AccessRow[];
  let modelDir: string;

  beforeAll(async () => {
    table = await readAccessTable();
    modelDir = await mkdtemp(path.join(os.tmpdir(), 'reclimb-models-'));
    await mkdir(path.join(modelDir, 'movenet-lightning'));
    await writeFile(path.join(modelDir, 'movenet-lightning', 'model.json'), '{}');
    app = await startApp({ config: { modelDir } });
    const user = await app.newUser();
    const template = await recordSession(app, user, {
      frames: FRAMES,
      video: { container: 'webm', pictures: 3 },
      keyframes: [1],
    });
    const exported = await app.fetch(`/api/v1/sessions/${template.id}/export?format=zip`, { user });
    const archive = new Uint8Array(await exported.arrayBuffer());
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const password = 'correct horse battery';
    const passwordHash = await app.app.get(Passwords, { strict: false }).hash(password);
    props = { template, archive, picture, password, passwordHash };
  });
  afterAll(async () => {
    await app.close();
    await rm(modelDir, { recursive: true });
  });

  async function request(route: string, scene: Scene, asker: Asker): Promise<Result> {
    const trial = ROUTE_TRIALS[route] ?? {};
    const { headers } = await credentialsOf(scene, asker);
    const answer = await app.fetch(addressOf(route, scene, trial, asker), {
      method: route.split(' ')[0]?.replace('ALL', 'GET') ?? '',
      headers: { ...headers, ...(trial.contentType && { 'content-type': trial.contentType }) },
      ...(trial.json && { json: trial.json(scene) }),
      ...(trial.body && { body: await trial.body(scene) }),
    });
    return { status: answer.ok ? 200 : answer.status, told: await answer.text() };
  }

  async function message(event: string, scene: Scene, asker: Asker): Promise<Result> {
    const [namespace = '', name = ''] = event.split(' ');
    const { headers, auth } = await credentialsOf(scene, asker);
    const { sessionId } = scene;
    const socket = app.socket(namespace, null, {
      extraHeaders: headers,
      // A link names its session itself.
      auth: { ...auth, ...(namespace === '/replay' && asker !== 'share link' && { sessionId }) },
    });
    const heard: unknown[] = [];
    socket.onAny((...parameters) => heard.push(parameters));
    try {
      await connected(socket);
      if (name !== 'connect') {
        const answer = await ask(socket, name, EVENT_TRIALS[event]?.payload(scene) ?? {});
        heard.push(answer);
        if (!answer.ok) {
          return { status: HTTP_STATUS[answer.error.code as ErrorCode], told: JSON.stringify(heard) };
        }
      }
      return { status: 200, told: JSON.stringify(heard) };
    } catch (error) {
      const { data } = error as { data?: { code: ErrorCode } };
      if (!data) throw error;
      return { status: HTTP_STATUS[data.code], told: JSON.stringify([...heard, data]) };
    } finally {
      socket.disconnect();
    }
  }

  /** Tries one row; the row as it is to be written when all was right. */
  async function tried({ name, outcomes }: AccessRow): Promise<AccessRow> {
    const isEvent = name.startsWith('/');
    const state = (isEvent ? EVENT_TRIALS[name]?.session : ROUTE_TRIALS[name]?.session) ?? 'completed';
    // Reading leaves the scene as it is for the next asker.
    const shared = /^(GET|\/replay) /.test(name) ? makeScene(app, props, state) : null;
    const pairs = await Promise.all(
      ASKERS.map(async (asker) => {
        const scene = await (shared ?? makeScene(app, props, state));
        const { status, told } = await (isEvent ? message : request)(name, scene, asker);
        const expected = outcomes[asker];
        const leak = scene.secrets.find((secret) => told.includes(secret));
        const mayTell = expected === 'yes' || asker === 'owner' || asker.startsWith('sessions:');
        if (leak !== undefined && !mayTell) throw new Error(`${name} tells ${asker} ${leak}: ${told}`);
        const carriedOut = status === 200 ? (expected === 'own' ? 'own' : 'yes') : String(status);
        return [asker, carriedOut] as const;
      }),
    );
    return { name, outcomes: Object.fromEntries(pairs) as unknown as AccessRow['outcomes'] };
  }

  it('lists every route and every event, and none that is not there', () => {
    const declared = [...declaredRoutes(app), ...declaredEvents(app)];
    expect(table.map(({ name }) => name).sort()).toEqual(declared.sort());
  });

  it('says of every cell what the running server does', async () => {
    const found: AccessRow[] = [];
    for (const row of table) found.push(await tried(row));
    expect(found).toEqual(table);
  }, 600_000);
});
