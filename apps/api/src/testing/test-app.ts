import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { type Account } from '@reclimb/contracts';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { DataSource } from 'typeorm';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { Authenticator, browserOf } from '../accounts/authenticator.js';
import { LOGIN_COOKIE } from '../accounts/login-cookie.js';
import { AppModule } from '../app.module.js';
import { Config } from '../config/config.js';
import { configureApp } from '../configure-app.js';
import { createLogger, NestLogger } from '../logging/logger.js';
import { expectDocumented } from './documented-answers.js';
import { createTestDatabase, dropTestDatabase } from './test-database.js';

/** An account with an open login. */
export interface TestUser extends Account {
  /** The value of a `Cookie` header. */
  readonly cookie: string;
}

export interface StartOptions {
  /** Settings that differ from a test's usual ones. */
  readonly config?: Partial<Config>;
  /** The database of an earlier app, to play a restart; it is then not dropped at the end either. */
  readonly databaseUrl?: string;
  /** Takes each line of the log, of all levels. */
  readonly log?: (line: string) => void;
}

/** The real application on a free port, on a database of its own. Close it in `afterAll`/`afterEach`. */
export class TestApp {
  private users = 0;
  private readonly sockets: Socket[] = [];

  private constructor(
    readonly app: NestExpressApplication,
    readonly config: Config,
    private readonly dispose: () => Promise<void>,
  ) {}

  static async start({ config: overrides = {}, databaseUrl, log }: StartOptions = {}): Promise<TestApp> {
    const database = databaseUrl ?? (await createTestDatabase());
    const dataDir = overrides.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'reclimb-test-')));
    const environment = {
      DATABASE_URL: database,
      DATA_DIR: dataDir,
      PORT: '0',
      HOST: '127.0.0.1',
      // One address plays everybody.
      CONNECTIONS_PER_MINUTE: '0',
    };
    const config = new Config({ ...Config.fromEnvironment(environment), ...overrides });
    const module = await Test.createTestingModule({ imports: [AppModule.forRoot(config)] }).compile();
    const logger = createLogger({ logLevel: log ? 'trace' : 'silent' }, { write: (line) => log?.(line) });
    const app = module.createNestApplication<NestExpressApplication>({
      logger: log ? new NestLogger(logger) : process.env['TEST_LOG'] ? ['error', 'warn', 'log'] : false,
      bodyParser: false,
      forceCloseConnections: true,
    });
    configureApp(app, logger);
    // Server and test share a thread: busy for some seconds, the server would close idle connections in the very moment in
    // which `fetch` takes one of them for the next request.
    app.getHttpServer().keepAliveTimeout = 0;
    await app.listen(0, '127.0.0.1');
    return new TestApp(app, config, async () => {
      if (databaseUrl === undefined) await dropTestDatabase(database);
      if (overrides.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    });
  }

  /** `http://127.0.0.1:port` */
  get url(): string {
    const { port } = this.app.getHttpServer().address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** For rows that no endpoint shows. */
  get dataSource(): DataSource {
    return this.app.get(DataSource);
  }

  /** A new account with a login, past registration and its costly hash: it has no password that could be given. */
  async newUser(role: Account['role'] = 'member'): Promise<TestUser> {
    const number = ++this.users;
    const row = await this.app.get(AccountsRepository).add(this.dataSource.manager, {
      email: `climber-${number}-${role}@example.org`,
      name: `Climber ${number}`,
      role,
      passwordHash: null,
    });
    const { secret } = await this.app.get(Authenticator).openLogin(row.id, browserOf('Test', ''));
    return { id: row.id, email: row.email, name: row.name, role, cookie: `${LOGIN_COOKIE}=${secret}` };
  }

  /** `fetch` of a path, as somebody; an object as `json` becomes the body. Rejects a refusal that `openapi.json` does not tell. */
  async fetch(
    pathname: string,
    { user, json, headers, ...init }: RequestInit & { user?: TestUser | null; json?: unknown } = {},
  ): Promise<Response> {
    const all = new Headers(headers);
    if (user) all.set('cookie', user.cookie);
    if (json !== undefined) all.set('content-type', 'application/json');
    const answer = await fetch(this.url + pathname, {
      ...init,
      headers: all,
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    await expectDocumented(init.method ?? 'GET', new URL(answer.url).pathname, answer);
    return answer;
  }

  /** A Socket.IO client of a namespace, not waited for; see {@link connected}. Closed with the app. */
  socket(
    namespace: string,
    user: TestUser | null,
    options: Partial<ManagerOptions & SocketOptions> = {},
  ): Socket {
    const socket = io(this.url + namespace, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...(user && { extraHeaders: { cookie: user.cookie } }),
      ...options,
    });
    this.sockets.push(socket);
    return socket;
  }

  /** Like {@link socket}, once it is connected. Rejects with the server's refusal. */
  async connect(
    namespace: string,
    user: TestUser | null,
    options: Partial<ManagerOptions & SocketOptions> = {},
  ): Promise<Socket> {
    return connected(this.socket(namespace, user, options));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.disconnect();
    await this.app.close();
    await this.dispose();
  }
}

/** Waits for a socket's connection; rejects with its `connect_error`, whose `data` is the wire error. */
export function connected(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** Boots the application for a test; see {@link TestApp}. */
export function startApp(options?: StartOptions): Promise<TestApp> {
  return TestApp.start(options);
}
