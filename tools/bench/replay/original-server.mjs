// The baseline of the replay bench: how the original system replayed a session. It loads all rows into objects, then
// sends one frame a message, sleeping between them for as long as their timestamps lie apart.
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Server } from 'socket.io';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../apps/api/dist/database/data-source.js';
import { SessionFrame } from '../../../apps/api/dist/sessions/session-frame.entity.js';

const database = await new DataSource(dataSourceOptions(process.env.DATABASE_URL)).initialize();
const repository = database.getRepository(SessionFrame);

const http = createServer();
new Server(http).on('connection', (socket) => {
  socket.on('play', async ({ sessionId, from, speed }) => {
    const frames = await repository.find({ where: { sessionId }, order: { frameNumber: 'ASC' } });
    const wanted = frames.filter(({ timestamp }) => timestamp >= from);
    for (const [i, frame] of wanted.entries()) {
      if (!socket.connected) return;
      socket.emit('frame', { timestamp: frame.timestamp, poseData: frame.poseData });
      const next = wanted[i + 1];
      if (next) await delay(((next.timestamp - frame.timestamp) * 1000) / speed);
    }
    socket.emit('ended');
  });
});
http.listen(0, '127.0.0.1', () => process.send(http.address().port));
// Without the bench there is nobody to serve.
for (const event of ['SIGTERM', 'disconnect']) process.on(event, () => process.exit(0));
