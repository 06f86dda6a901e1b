const ID = '0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11';
const CURSOR = 'WyIyMDI1LTA2LTAxVDE3OjMwOjAwLjAwMFoiXQ';
const SECRET = '8nV2kQ7yZ0m4t1xW5c9b3f6h8j2l4p7s0d3g6k9n2q1';

/** What stands for a field in an example, whatever it belongs to. An example in the schema itself goes before. */
const EVERYWHERE: Readonly<Record<string, unknown>> = {
  keepShared: true,
  keepPinned: true,
  includeVideo: true,
  failingSince: null,
  enabled: true,
  disabledReason: null,
  disabledAt: null,
  deletionBy: null,
  deleteAfter: null,
  deletedAt: null,
  current: true,
  available: true,
  address: '192.0.2.17',
  attempts: 1,
  bytes: 48_310_272,
  confirmation: '6f0c1b7e9a2d4385',
  currentPassword: 'correct horse',
  cursor: CURSOR,
  days: 90,
  description: 'Second try, without the heel hook',
  detail: 'There is no such session',
  duration: 60,
  durationMs: 84,
  email: 'ada@example.org',
  failureReason: 'The uploaded video is not there any more',
  frameCount: 1800,
  frameNumber: 120,
  frames: 1_204_512,
  freeBytes: 128_849_018_880,
  from: 12.4,
  height: 480,
  imageHeight: 480,
  images: 214_016,
  imageWidth: 640,
  key: `sessions/${ID}/thumbnail.webp`,
  kind: 'note',
  label: 'Crux',
  limit: 24,
  message: 'The media store cannot be written',
  mimeType: 'video/mp4',
  missing: [`sessions/${ID}/thumbnail.webp`],
  model: 'movenet-lightning',
  name: 'Blue slab',
  newPassword: 'battery staple',
  nextCursor: CURSOR,
  nextFrameNumber: 120,
  nextVideoOffset: 65_536,
  orphans: [`sessions/${ID}/thumbnail.webp`],
  password: 'correct horse',
  path: 'name',
  poses: 1_204_512,
  responseStatus: 200,
  score: 0.93,
  frameBytes: 160,
  roomBytes: 5_368_709_120,
  sessionBytes: null,
  sessionSeconds: 86_400,
  sessionCount: 42,
  sessionName: 'Blue slab',
  sessions: 42,
  sizeBytes: 9_437_184,
  status: 404,
  tags: ['slab', 'project'],
  thumbnailUrl: `/api/v1/sessions/${ID}/thumbnail`,
  timestamp: 12.5,
  title: 'Not found',
  to: 13.1,
  token: `rclmb_${SECRET}`,
  total: 3,
  type: 'about:blank',
  uploads: 20_971_520,
  url: `/api/v1/sessions/${ID}/video`,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  video: 9_437_184,
  videoBytes: 9_437_184,
  videoFilePath: `sessions/${ID}/video-1f2e3d4c.mp4`,
  videos: 34_603_008,
  viewCount: 7,
  width: 640,
};

/** What stands for a field in one schema, where the name alone does not tell. */
const BY_PLACE: Readonly<Record<string, unknown>> = {
  'WebhookDelivery.responseStatus': 503,
  'CleanupRun.status': 'completed',
  'Keyframe.url': `/api/v1/sessions/${ID}/keyframes/120`,
  'PoseModel.url': '/models/movenet-lightning/model.json',
  'SharedSession.status': 'completed',
  'Session.status': 'completed',
  'SharedSession.video': {
    mimeType: 'video/mp4',
    sizeBytes: 9_437_184,
    width: 640,
    height: 480,
    url: `/api/v1/shared/${SECRET}/video`,
  },
  'Account.name': 'Ada',
  'AccountExport.sessionsDone': 17,
  'AccountExport.sessionsTotal': 42,
  'AuditEntry.id': '1204',
  'AuditPage.nextCursor': '1204',
  'AuditPage.keptDays': 365,
  'CleanupRun.message': 'Another run is in progress',
  'CleanupRun.skipped': 0,
  'CreatedShare.embedUrl': `/embed/${SECRET}`,
  'CreatedShare.token': SECRET,
  'CreatedShare.url': `/s/${SECRET}`,
  'CreatedToken.name': 'Gym display',
  'CreatedUser.name': 'Ada',
  'FieldError.message': 'Unknown field',
  'MediaReport.files': 126,
  'MediaRepairResult.forgottenFiles': 0,
  'MediaRepairResult.removedBytes': 214_016,
  'MediaRepairResult.removedFiles': 3,
  'NewShare.expiresInHours': 168,
  'NewToken.name': 'Gym display',
  'NewUser.name': 'Ada',
  'PasswordReset.token': SECRET,
  'Pose.id': 0,
  'PoseModel.name': 'movenet-lightning',
  'RegisterRequest.name': 'Ada',
  'ResetLink.token': SECRET,
  'Retention.diskPressure.minFreeBytes': 10_737_418_240,
  'Retention.schedule.hour': 3,
  'ServerStatus.queue.*': 0,
  'SessionBulkResult.updated': 2,
  'SessionStorage.upload': 0,
  'Storage.byAge.fromDays': 30,
  'Storage.byAge.toDays': 90,
  'Storage.databaseBytes': 268_435_456,
  'Storage.trashed': 3,
  'Token.name': 'Gym display',
  'Tracking.personShare': 0.98,
  'Tracking.scores.*': 0.87,
  'User.name': 'Ada',
};

const BY_FORMAT: Readonly<Record<string, unknown>> = {
  uuid: ID,
  'date-time': '2025-06-01T17:30:00.000Z',
  date: '2025-06-01',
};

/** Names of those whose name is asked for. */
const PEOPLE = new Set(['owner', 'user', 'startedBy', 'updatedBy']);

/** Fields that are there only when something is out of the ordinary: a body that is an example does without. */
const EXTRAORDINARY = new Set(['deleteAfter', 'failureReason', 'message']);

/** As much of a schema as tells what may stand in an example. */
export interface Sampled {
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly type?: string;
  readonly nullable?: boolean;
}

/** What was said to stand for this very field; undefined when nothing was. */
export function ownSampleOf(place: readonly string[], name: string): unknown {
  return BY_PLACE[[...place, name].join('.')] ?? BY_PLACE[[...place, '*'].join('.')];
}

/**
 * What stands for a field without fields of its own; undefined when nobody has said. Null where that is the usual state.
 *
 * @param place the schema that it belongs to, and the fields around it
 */
export function sampleOf(place: readonly string[], name: string, schema: Sampled): unknown {
  const usual = name === 'name' && PEOPLE.has(place.at(-1) ?? '') ? 'Ada' : EVERYWHERE[name];
  if (usual === null && schema.nullable) return null;
  if (schema.enum) return schema.enum[0];
  const byForm = BY_FORMAT[schema.format ?? ''];
  if (byForm !== undefined) return byForm;
  if (usual !== undefined && usual !== null) return usual;
  return schema.type === 'boolean' ? (schema.default ?? false) : schema.default;
}

/** Whether an example does without the field. */
export function isLeftOut(name: string, required: readonly string[]): boolean {
  return EXTRAORDINARY.has(name) && !required.includes(name);
}
