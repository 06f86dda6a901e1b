import { io } from 'socket.io-client';
import { decodeFrames } from '../../../libs/pose/dist/index.js';

/** A client of `/replay` that notes what comes and when. Times are of `performance.now()`. */
export class ReplayClient {
  /** Told of every batch of frames: the frames, and when they came. */
  onFrames = () => {};
  /** Told of every playback state. */
  onState = () => {};

  constructor(socket) {
    this.socket = socket;
    socket.on('frame_data', ({ epoch, frames, packed }) => {
      const at = performance.now();
      this.onFrames(frames ?? decodeFrames(new Uint8Array(packed)), at, epoch);
    });
    socket.on('playback_state', (state) => this.onState(state, performance.now()));
  }

  /** Connects; resolves when the session has been described. */
  static async open({ url, client, sessionId }, auth) {
    const socket = io(`${url}/replay`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: client.headers,
      auth: { sessionId, ...auth },
    });
    const replay = new ReplayClient(socket);
    replay.info = await new Promise((resolve, reject) => {
      socket.once('session_info', resolve);
      socket.once('connect_error', reject);
    });
    return replay;
  }

  /** Sends a control; answers the new playback state. */
  async control(event, payload = {}) {
    const answer = await this.socket.timeout(120_000).emitWithAck(event, payload);
    if (!answer.ok) throw new Error(`${event}: ${answer.error.message}`);
    return answer.data;
  }

  /** The first frames of an epoch not older than `epoch` that come from now on, and when. */
  nextFrames(epoch = 0) {
    return new Promise((resolve) => {
      this.onFrames = (frames, at, of) => of >= epoch && resolve({ frames, at });
    });
  }

  close() {
    this.socket.disconnect();
  }
}
