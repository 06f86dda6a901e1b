import type { SkeletonName } from '@reclimb/pose';
import type { GhostLook } from '../ghost/ghost-look';

/** A session whose pictures are made in the saving worker. Times in seconds from its start. */
export interface SavedSession {
  readonly skeleton: SkeletonName;
  /** Of the recorded picture, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly start: number;
  readonly end: number;
  /** Address of the frames as NDJSON; `from` and `to` are added to its query. */
  readonly framesUrl: string;
  /** Address of the video; null draws on a plain ground. */
  readonly videoUrl: string | null;
}

/** Page → saving worker: what to make. One worker makes one thing. */
export type SavingJob = { readonly session: SavedSession; readonly look: GhostLook } & (
  | { readonly make: 'picture'; readonly at: number }
  | { readonly make: 'video'; readonly from: number; readonly to: number }
);

/** Saving worker → page. `share` of the work is done, 0…1. */
export type SavingAnswer = { readonly share: number } | { readonly file: Blob } | { readonly reason: string };
