import type { Session, SessionStatus } from '@reclimb/contracts';
import type { SessionRecording } from './session-recording.entity.js';

/** Where a session's REST resources begin. */
export const sessionUrl = (sessionId: string) => `/api/v1/sessions/${sessionId}`;

/** Whether the video can be served: while a session is processed (again) its file may be replaced. */
export const videoIsReady = (row: SessionRecording): boolean =>
  row.videoFilePath !== null && servable.has(row.status);

const servable: ReadonlySet<SessionStatus> = new Set(['completed']);

/** A row, with its user, as the contract tells a session. */
export function toSession(row: SessionRecording): Session {
  const url = sessionUrl(row.id);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    status: row.status,
    ...(row.failureReason !== null && { failureReason: row.failureReason }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    duration: row.duration,
    frameCount: row.frameCount,
    skeleton: row.skeleton,
    model: row.model,
    imageWidth: row.imageWidth,
    imageHeight: row.imageHeight,
    video: videoIsReady(row)
      ? {
          mimeType: row.videoMimeType as string,
          sizeBytes: row.videoSize as number,
          width: row.videoWidth as number,
          height: row.videoHeight as number,
          url: `${url}/video`,
        }
      : null,
    thumbnailUrl: row.thumbnailPath === null ? null : `${url}/thumbnail`,
    videoFilePath: videoIsReady(row) ? row.videoFilePath : null,
    owner: { id: row.userId, name: row.user.name },
    tags: row.tags,
    pinned: row.pinned,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    interrupted: row.interrupted,
  };
}
