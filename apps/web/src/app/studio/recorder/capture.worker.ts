import { CaptureDesk } from './capture-desk';
import { DeviceRoom } from './device-room';
import { chooseStorage } from './outbox/choose-storage';
import type {
  CaptureRequest,
  FromCaptureWorker,
  RecorderFailure,
  ToCaptureWorker,
} from './recorder-messages';
import { SessionBounds } from './session-bounds';
import { UploadError, Uploads } from './uploads';

declare const self: DedicatedWorkerGlobalScope;

/** The page is told five times a second at most: more would only be drawn over. */
const STATE_INTERVAL_MS = 200;

const tell = (message: FromCaptureWorker): void => self.postMessage(message);

let phase = '';
let toldAt = Number.NEGATIVE_INFINITY;
let timer: ReturnType<typeof setTimeout> | undefined;

function tellState(): void {
  clearTimeout(timer);
  timer = undefined;
  toldAt = performance.now();
  const snapshot = desk.snapshot();
  phase = snapshot.phase;
  tell({ type: 'state', snapshot });
}

/** A change of phase is told at once, everything else when its turn comes. */
function changed(): void {
  if (desk.snapshot().phase !== phase) tellState();
  else timer ??= setTimeout(tellState, Math.max(0, toldAt + STATE_INTERVAL_MS - performance.now()));
}

const chosen = chooseStorage();
const storage = chosen.then((found) => found.storage);
const room = new DeviceRoom(
  chosen.then(({ ballast }) => ballast),
  (report) => desk.roomChanged(report),
);
let connection = '';
function uploadsChanged(upload: unknown): void {
  if (upload) desk.heedRefusal();
  else if (connection !== uploads.connectionState) {
    connection = uploads.connectionState;
    if (connection === 'online') desk.reconnected();
  }
  changed();
}
const uploads = new Uploads(storage, uploadsChanged, (sessionId, code, message) => {
  console.warn(`Recording ${sessionId}: ${code}`, message);
  if (code === 'extra_refused') return desk.warn(sessionId, code, message);
  if (code === 'not_durable') {
    return desk.warn(
      sessionId,
      'memory_only',
      'This device does not keep the recording: leave the page open.',
    );
  }
  desk.warn(
    sessionId,
    'storage_full',
    'No space is left: the recording was stopped, all up to here is kept.',
  );
});
const desk: CaptureDesk = new CaptureDesk(uploads, room, new SessionBounds(), tell, changed);

function carryOut(request: CaptureRequest): Promise<unknown> | unknown {
  switch (request.type) {
    case 'start':
      return desk.start(request.options);
    case 'stop':
      return desk.stop();
    case 'cancel':
      return desk.cancel();
    case 'marker':
      return desk.marker(request.label);
    case 'find-unfinished':
      return uploads.unfinished();
    case 'finish-unfinished':
      return uploads.finish(request.sessionId);
    case 'settle-unfinished':
      return uploads.settle(request.sessionId);
    case 'discard-unfinished':
      return uploads.discard(request.sessionId);
  }
}

async function answer(message: Extract<ToCaptureWorker, { request: number }>): Promise<void> {
  const { request } = message;
  try {
    const value = await carryOut(message);
    tellState();
    tell({ type: 'answer', request, ok: true, value });
  } catch (error) {
    tellState();
    tell({ type: 'answer', request, ok: false, error: failureOf(error) });
  }
}

function failureOf(error: unknown): RecorderFailure {
  if (error instanceof UploadError) return error.failure;
  console.error(error);
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

self.onmessage = ({ data }: MessageEvent<ToCaptureWorker>): void => {
  switch (data.type) {
    case 'attach':
      return desk.attach(data.pictures, data.posePort);
    case 'picture':
      return desk.takePicture(data.picture);
    case 'detach':
      return void desk.detach();
    case 'reconnect':
      return uploads.connect();
    default:
      void answer(data);
  }
};
self.addEventListener('online', () => uploads.connect());
setInterval(() => {
  void desk.look();
  changed();
}, 1000);
