// The baseline of the ingest bench: how the original system stored a recording. Every frame is a message of its own, and
// its handler awaits one `save()` of the ORM. Prints its port when it is ready.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { DataSource, EntitySchema } from 'typeorm';

const StoredFrame = new EntitySchema({
  name: 'stored_frame',
  columns: {
    id: { type: 'uuid', primary: true, generated: 'uuid' },
    sessionId: { type: 'uuid' },
    frameNumber: { type: 'int' },
    timestamp: { type: 'float8' },
    poseData: { type: 'jsonb' },
  },
  indices: [{ columns: ['sessionId', 'frameNumber'] }],
});

const database = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  schema: 'original',
  entities: [StoredFrame],
  uuidExtension: 'pgcrypto',
  installExtensions: false,
});
await database.initialize();
await database.query('CREATE SCHEMA IF NOT EXISTS original');
await database.synchronize();
const frames = database.getRepository(StoredFrame);

const http = createServer();
new Server(http).on('connection', (socket) => {
  socket.on('pose_frames', async ({ sessionId, frameNumber, timestamp, poses }, acknowledge) => {
    try {
      await frames.save({ sessionId, frameNumber, timestamp, poseData: { poses } });
      acknowledge({ ok: true });
    } catch (error) {
      acknowledge({ ok: false, error: { message: error.message } });
    }
  });
});
http.listen(0, '127.0.0.1', () => process.send(http.address().port));
// Without the bench there is nobody to serve.
for (const event of ['SIGTERM', 'disconnect']) process.on(event, () => process.exit(0));
