import { randomUUID } from 'node:crypto';
import { type Account, type Session, type TokenScope } from '@reclimb/contracts';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { Authenticator, browserOf, TOKEN_PREFIX } from '../accounts/authenticator.js';
import { hashSecret, newSecret } from '../accounts/secret.js';
import { SharesRepository } from '../sharing/shares.repository.js';
import { type Asker } from './access-table.js';
import { type TestApp, type TestUser } from './test-app.js';

/** Things of one owner, on which a cell of the access table is tried. */
export interface Scene {
  readonly app: TestApp;
  readonly owner: TestUser;
  /** A completed session with everything, or one in the state that the trial asks for. */
  readonly sessionId: string;
  readonly markerId: string;
  readonly tokenId: string;
  /** A link to the session, video included. */
  readonly share: { readonly id: string; readonly token: string };
  /** Another login of the owner. */
  readonly loginId: string;
  /** An account that nobody of the table has. */
  readonly userId: string;
  /** A cleanup that an administrator has run. */
  readonly cleanupRunId: string;
  /** The owner's, and everybody's. */
  readonly password: string;
  readonly passwordHash: string;
  /** Of a link by which the owner may choose a new password. */
  readonly resetToken: string;
  readonly webhookId: string;
  readonly deliveryId: string;
  /** A `zip` export, and a JPEG picture. */
  readonly archive: Uint8Array<ArrayBuffer>;
  readonly picture: Buffer;
  /** What no answer to anybody else may hold. */
  readonly secrets: readonly string[];
}

/** How a trial wants the session to be. */
export type SessionState = 'completed' | 'recording' | 'failed';

const STATE: Readonly<Record<SessionState, string>> = {
  completed: '',
  recording: `, status = 'recording', video_file_path = NULL, video_size = NULL, raw_video_path = NULL, video_bytes = 0`,
  failed: `, status = 'failed', failure_reason = 'The video is damaged', raw_video_path = 'nowhere'`,
};

/** A copy of the template's rows; its media are the template's. */
async function copySession(app: TestApp, template: Session, ownerId: string, state: SessionState) {
  const id = randomUUID();
  const name = `Secret ${id}`;
  // One connection, as the copy of the row is a temporary table.
  await app.dataSource.transaction(async (manager) => {
    await manager.query(
      'CREATE TEMPORARY TABLE copy ON COMMIT DROP AS SELECT * FROM session_recording WHERE id = $1',
      [template.id],
    );
    await manager.query(`UPDATE copy SET id = $1, user_id = $2, name = $3 ${STATE[state]}`, [
      id,
      ownerId,
      name,
    ]);
    await manager.query('INSERT INTO session_recording SELECT * FROM copy');
    await manager.query(
      `INSERT INTO session_frame (session_id, frame_number, timestamp, pose_data, image_path)
       SELECT $2, frame_number, timestamp, pose_data, image_path FROM session_frame WHERE session_id = $1`,
      [template.id, id],
    );
  });
  return { id, name };
}

/** What all scenes share: a session to copy, files to send, and a password, as hashing one is costly. */
export interface Props {
  readonly template: Session;
  readonly archive: Uint8Array<ArrayBuffer>;
  readonly picture: Buffer;
  readonly password: string;
  readonly passwordHash: string;
}

/** A new owner with one of everything. */
export async function makeScene(app: TestApp, props: Props, state: SessionState): Promise<Scene> {
  const { template, archive, picture, password, passwordHash } = props;
  const accounts = app.app.get(AccountsRepository);
  const { manager } = app.dataSource;
  const owner = await app.newUser();
  await accounts.setPassword(manager, owner.id, passwordHash);
  const resetToken = newSecret();
  const expiresAt = new Date(Date.now() + 60_000);
  await accounts.setReset(manager, { userId: owner.id, secretHash: hashSecret(resetToken), expiresAt });
  const session = await copySession(app, template, owner.id, state);
  const markerId = randomUUID();
  await app.dataSource.query(
    `INSERT INTO session_marker (id, session_id, timestamp, label, kind) VALUES ($1, $2, 0.05, 'crux', 'crux')`,
    [markerId, session.id],
  );
  const { webhookId, deliveryId } = await addWebhook(app, owner.id);
  const token = await addToken(app, owner.id, 'sessions:read');
  const share = await addShare(app, session.id);
  await app.app.get(Authenticator).openLogin(owner.id, browserOf('Other', ''));
  const logins = await accounts.listLogins(owner.id, new Date());
  const loginId = logins.find(({ userAgent }) => userAgent === 'Other')?.id ?? '';
  const { id: userId } = await app.newUser();
  const [{ id: cleanupRunId }] = await app.dataSource.query<[{ id: string }]>(
    `INSERT INTO cleanup_run ("trigger", status, ended_at, rules, planned_sessions, planned_videos, planned_bytes)
     VALUES ('schedule', 'completed', now(), '{}', 0, 0, 0) RETURNING id`,
  );
  const things = [markerId, webhookId, deliveryId, token.id, share.id, loginId];
  const secrets = [session.id, session.name, owner.email, ...things];
  return {
    app,
    owner,
    sessionId: session.id,
    markerId,
    tokenId: token.id,
    share,
    loginId,
    userId,
    cleanupRunId,
    password,
    passwordHash,
    resetToken,
    webhookId,
    deliveryId,
    archive,
    picture,
    secrets,
  };
}

/** A webhook with something in its log. Nothing can be sent to it: its secret is none. */
async function addWebhook(app: TestApp, ownerId: string) {
  const webhookId = randomUUID();
  const deliveryId = randomUUID();
  await app.dataSource.query(
    `INSERT INTO webhook (id, user_id, name, url, events, sealed_secret)
     VALUES ($1, $2, 'Diary', 'https://hooks.example/', '{session.deleted}', '')`,
    [webhookId, ownerId],
  );
  await app.dataSource.query(
    `INSERT INTO webhook_delivery (id, webhook_id, event, body, status, next_attempt_at)
     VALUES ($1, $2, 'session.deleted', '{}', 'failed', NULL)`,
    [deliveryId, webhookId],
  );
  return { webhookId, deliveryId };
}

async function addToken(app: TestApp, userId: string, scope: TokenScope) {
  const token = TOKEN_PREFIX + newSecret();
  const { id } = await app.app.get(AccountsRepository).addToken({
    userId,
    name: scope,
    scopes: [scope],
    secretHash: hashSecret(token),
    expiresAt: null,
  });
  return { id, token };
}

async function addShare(app: TestApp, sessionId: string) {
  const token = newSecret();
  const share = { sessionId, secretHash: hashSecret(token), includeVideo: true, hours: 1 };
  const row = await app.app.get(SharesRepository, { strict: false }).add(share, 1);
  return { id: row?.id ?? '', token };
}

/** What somebody of the table sends along: headers of a request, `auth` of a socket. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly auth: Readonly<Record<string, string>>;
}

/** The credentials of an asker before this scene. */
export async function credentialsOf(
  { app, owner, passwordHash, share }: Scene,
  asker: Asker,
): Promise<Credentials> {
  const cookie = (user: TestUser) => ({ headers: { cookie: user.cookie }, auth: {} });
  const another = async (role: Account['role']) => {
    const user = await app.newUser(role);
    await app.app.get(AccountsRepository).setPassword(app.dataSource.manager, user.id, passwordHash);
    return cookie(user);
  };
  const bearer = async (userId: string, scope: TokenScope) => {
    const { token } = await addToken(app, userId, scope);
    return { headers: { authorization: `Bearer ${token}` }, auth: { token } };
  };
  switch (asker) {
    case 'nobody':
      return { headers: {}, auth: {} };
    case 'member':
      return another('member');
    case 'owner':
      return cookie(owner);
    case 'administrator':
      return another('admin');
    case 'sessions:read':
    case 'sessions:write':
      return bearer(owner.id, asker);
    case 'admin':
      return bearer((await app.newUser('admin')).id, asker);
    case 'share link':
      return { headers: {}, auth: { shareToken: share.token } };
  }
}
