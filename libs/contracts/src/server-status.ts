import * as z from 'zod';
import { sessionIdSchema } from './session.js';

const checkSchema = z.object({ status: z.enum(['up', 'down']), message: z.string().optional() });

/** What `GET /admin/status` answers: how the server is, and who records. */
export const serverStatusSchema = z
  .object({
    checks: z.object({ database: checkSchema, media: checkSchema, disk: checkSchema }),
    /** Background work: due or waiting for its time, being done, and given up after its last attempt. */
    queue: z.object({ waiting: z.int(), running: z.int(), failed: z.int() }),
    /** Sessions that are being recorded, the newest first. */
    live: z.array(
      z.object({
        sessionId: sessionIdSchema,
        sessionName: z.string(),
        owner: z.object({ id: z.uuid(), name: z.string() }),
        startedAt: z.iso.datetime(),
        /** When its client was last known to be there. */
        lastActivityAt: z.iso.datetime(),
        frameCount: z.int(),
        videoBytes: z.int(),
      }),
    ),
  })
  .meta({ id: 'ServerStatus' });
/** See {@link serverStatusSchema}. */
export type ServerStatus = z.infer<typeof serverStatusSchema>;
