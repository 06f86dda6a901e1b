import { decodeFrames } from '@reclimb/pose';
// Not the whole engine: what the worker's script carries along is loaded before the first frames are unpacked there.
import { type FrameColumns, toColumns } from '@reclimb/replay/frames';

/** Page → unpacking worker. `id` names the answer. */
export interface UnpackRequest {
  readonly id: number;
  /** What came in `frame_data`, see docs/packed-frames.md; not empty. */
  readonly packed: Uint8Array;
  readonly keypointCount: number;
}

/** Unpacking worker → page: that it runs; then for each request the columns (transferred), or why there are none. */
export type UnpackAnswer =
  | 'ready'
  | { readonly id: number; readonly columns: FrameColumns }
  | { readonly id: number; readonly reason: string };

/** Unpacks frames for the player; throws when they are damaged. */
export function unpackFrames({ packed, keypointCount }: Omit<UnpackRequest, 'id'>): FrameColumns {
  return toColumns(decodeFrames(packed), keypointCount);
}
