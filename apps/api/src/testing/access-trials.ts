import { randomUUID } from 'node:crypto';
import { DEFAULT_RETENTION, shortPoses } from '@reclimb/contracts';
import { encodeFrames } from '@reclimb/pose';
import { type Scene, type SessionState } from './access-scene.js';
import { type Asker } from './access-table.js';
import { framesOf, startOf } from './recordings.js';

/** Frames of the session that each cell is tried on. */
export const FRAMES = 3;

/** What a request or a message carries so that it is carried out for somebody who may. */
export interface Trial {
  /** What stands in the path for `:name`; `:id` and others that are not named here come from {@link PARAMETERS}. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly json?: (scene: Scene) => unknown;
  readonly body?: (scene: Scene) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
  readonly contentType?: string;
  readonly session?: SessionState;
}

/** Which thing of the scene a path speaks of: the first that fits. */
const PARAMETERS: readonly (readonly [
  path: RegExp,
  (scene: Scene, asker: Asker) => Readonly<Record<string, string>>,
])[] = [
  [
    /\/sessions\//,
    ({ sessionId, markerId, share }) => ({ id: sessionId, markerId, shareId: share.id, frameNumber: '1' }),
  ],
  [/\/shared\//, ({ share }, asker) => ({ token: asker === 'share link' ? share.token : 'made-up' })],
  [/\/tokens\//, ({ tokenId }) => ({ id: tokenId })],
  [/\/webhooks\//, ({ webhookId, deliveryId }) => ({ id: webhookId, deliveryId })],
  [/\/logins\//, ({ loginId }) => ({ id: loginId })],
  [/\/admin\/users\//, ({ userId }) => ({ id: userId })],
  [/\/cleanup\/runs\//, ({ cleanupRunId }) => ({ id: cleanupRunId })],
  [/^\/models\//, () => ({ name: 'movenet-lightning', file: 'model.json' })],
];

const NEW_PASSWORD = 'a password of ten';
const address = () => `${randomUUID()}@example.org`;
const totals = { frameCount: FRAMES, videoBytes: 0 };
const nextFrame = () => framesOf(FRAMES, FRAMES + 1);

/** Trials of routes that need more than their path. */
export const ROUTE_TRIALS: Readonly<Record<string, Trial>> = {
  'POST /api/v1/auth/login': { json: ({ password, owner }) => ({ email: owner.email, password }) },
  'POST /api/v1/auth/register': { json: () => ({ email: address(), name: 'New', password: NEW_PASSWORD }) },
  'PUT /api/v1/auth/password': {
    json: ({ password }) => ({ currentPassword: password, newPassword: NEW_PASSWORD }),
  },
  'POST /api/v1/auth/reset': { json: ({ resetToken }) => ({ token: resetToken, password: NEW_PASSWORD }) },
  'POST /api/v1/auth/me/deletion': { json: ({ password }) => ({ password }) },
  'POST /api/v1/tokens': { json: () => ({ name: 'x', scopes: ['sessions:read'] }) },
  'POST /api/v1/webhooks': {
    json: () => ({ url: 'https://hooks.example/', events: ['session.completed'] }),
  },
  'PATCH /api/v1/webhooks/:id': { json: () => ({ name: 'Renamed' }) },
  'POST /api/v1/sessions': { json: () => startOf() },
  'POST /api/v1/sessions/bulk': { json: ({ sessionId }) => ({ action: 'delete', ids: [sessionId] }) },
  'PATCH /api/v1/sessions/:id': { json: () => ({ name: 'Renamed' }) },
  'POST /api/v1/sessions/:id/frames': { session: 'recording', json: nextFrame },
  'PUT /api/v1/sessions/:id/video': {
    session: 'recording',
    query: 'offset=0',
    body: () => new Uint8Array(8),
    contentType: 'application/octet-stream',
  },
  'POST /api/v1/sessions/:id/finish': { session: 'recording', json: () => totals },
  'POST /api/v1/sessions/:id/retry': { session: 'failed' },
  'GET /api/v1/sessions/:id/export': { query: 'format=json' },
  'POST /api/v1/sessions/import': { body: ({ archive }) => archive, contentType: 'application/zip' },
  'POST /api/v1/sessions/:id/shares': { json: () => ({}) },
  'POST /api/v1/sessions/:id/markers': { json: () => ({ timestamp: 0.01 }) },
  'PATCH /api/v1/sessions/:id/markers/:markerId': { json: () => ({ label: 'Renamed' }) },
  'POST /api/v1/admin/users': { json: () => ({ email: address(), name: 'New' }) },
  'PATCH /api/v1/admin/users/:id': { json: () => ({ name: 'Renamed' }) },
  'POST /api/v1/admin/media/repairs': { json: () => ({ orphans: [] }) },
  'PUT /api/v1/admin/retention': { json: () => DEFAULT_RETENTION },
  'POST /api/v1/admin/cleanup': { json: () => ({ dryRun: true }) },
};

/** An event's payload, and the state that the session is in before it. */
export interface EventTrial {
  readonly payload: (scene: Scene) => unknown;
  readonly session?: SessionState;
}

const onRecording = (fields: () => object = () => ({})): EventTrial => ({
  session: 'recording',
  payload: ({ sessionId }) => ({ sessionId, ...fields() }),
});

/** Trials of events; those that are not here have an empty payload. */
export const EVENT_TRIALS: Readonly<Record<string, EventTrial>> = {
  '/recording start_recording': { payload: () => startOf() },
  '/recording pose_frames': onRecording(() => ({ frames: nextFrame() })),
  '/recording poses': {
    session: 'recording',
    payload: ({ sessionId }) => Buffer.from(shortPoses(sessionId, encodeFrames(nextFrame()))),
  },
  '/recording video_chunk': onRecording(() => ({ offset: 0, data: Buffer.alloc(8) })),
  '/recording keyframe': {
    session: 'recording',
    payload: ({ sessionId, picture }) => ({ sessionId, frameNumber: 0, image: picture }),
  },
  '/recording marker': onRecording(() => ({ timestamp: 0.01 })),
  '/recording resume_recording': onRecording(),
  '/recording stop_recording': onRecording(() => totals),
  '/recording cancel_recording': onRecording(),
  '/replay seek': { payload: () => ({ frameNumber: 1 }) },
  '/replay set_speed': { payload: () => ({ speed: 2 }) },
  '/replay step': { payload: () => ({ frames: 1 }) },
  '/replay credit': { payload: () => ({ frames: 10 }) },
};

/** The address of a route on the things of a scene, as the asker knows them. */
export function addressOf(route: string, scene: Scene, trial: Trial, asker: Asker): string {
  const template = route.slice(route.indexOf(' ') + 1);
  const values = {
    ...PARAMETERS.find(([pattern]) => pattern.test(template))?.[1](scene, asker),
    ...trial.path,
  } as Readonly<Record<string, string>>;
  const pathname = template.replace(/:(\w+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${route}: the trial does not say what :${name} is`);
    return value;
  });
  return trial.query === undefined ? pathname : `${pathname}?${trial.query}`;
}
