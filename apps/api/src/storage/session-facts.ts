import type { SessionStatus } from '@reclimb/contracts';

/** What storage is counted and cleaned up by: one session's size, age and state. */
export interface SessionFacts {
  id: string;
  name: string;
  owner: { id: string; name: string };
  status: SessionStatus;
  createdAt: Date;
  updatedAt: Date;
  /** In the trash since. */
  deletedAt: Date | null;
  pinned: boolean;
  /** Whether a link to it works. */
  shared: boolean;
  interrupted: boolean;
  frameCount: number;
  /** The video that is served, in bytes. */
  videoBytes: number;
  /** The upload that is kept beside it, or for want of it, in bytes. */
  uploadBytes: number;
}
