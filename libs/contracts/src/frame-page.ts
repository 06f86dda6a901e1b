import * as z from 'zod';
import { frameSchema } from './frame.js';
import { MAX_TIMESTAMP_SECONDS } from './limits.js';

const seconds = z.coerce.number().pipe(z.number().min(0).max(MAX_TIMESTAMP_SECONDS));

/**
 * The query of `GET /sessions/:id/frames`. `from` and `to` are in seconds, both inclusive; `stride` n keeps the frames
 * whose number is a multiple of n.
 */
export const frameQuerySchema = z.strictObject({
  from: seconds.optional(),
  to: seconds.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(10_000)).default(1000),
  stride: z.coerce.number().pipe(z.int().min(1).max(100_000)).default(1),
  cursor: z.string().max(100).optional(),
});
/** See {@link frameQuerySchema}. */
export type FrameQuery = z.infer<typeof frameQuerySchema>;

/** A page of frames in ascending order; `nextCursor` is null on the last one. */
export const framePageSchema = z
  .object({ items: z.array(frameSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'FramePage' });
/** See {@link framePageSchema}. */
export type FramePage = z.infer<typeof framePageSchema>;
