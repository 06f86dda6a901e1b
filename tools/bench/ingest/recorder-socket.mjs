import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';

/**
 * A recorder's connection with a recording of its own that has begun.
 *
 * @param {{ url: string, cookie: string, form: 'packed' | 'original' }} task `original`: the baseline's server, which
 *   knows no recordings
 */
export async function connectRecorder({ url, cookie, form }) {
  const socket = io(form === 'original' ? url : `${url}/recording`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie },
    // As browsers do, which compress every message where a server takes it.
    perMessageDeflate: { threshold: 0 },
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const sessionId = randomUUID();
  if (form !== 'original') {
    const answer = await socket.timeout(60_000).emitWithAck('start_recording', {
      sessionId,
      name: 'Bench',
      skeleton: 'coco17',
      model: 'movenet-lightning',
      imageWidth: 640,
      imageHeight: 480,
    });
    if (!answer.ok) throw new Error(answer.error.message);
  }
  return { socket, sessionId };
}

/** All that a socket has sent, frame headers and the envelope of Socket.IO included; not what TCP/IP adds. */
export const bytesSent = (socket) => socket.io.engine.transport.ws._socket.bytesWritten;
