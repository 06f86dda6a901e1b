import type { Session, SessionStatus, SessionVideo, SharedSession } from '@reclimb/contracts';
import type { SessionRecording } from './session-recording.entity.js';

/** Where a session's REST resources begin. */
export const sessionUrl = (sessionId: string) => `/api/v1/sessions/${sessionId}`;

/** Where a shared link's REST resources begin. */
export const sharedUrl = (token: string) => `/api/v1/shared/${token}`;

/** Whether the video can be served: while a session is processed (again) its file may be replaced. */
export const videoIsReady = (row: SessionRecording): boolean =>
  row.videoFilePath !== null && servable.has(row.status);

const servable: ReadonlySet<SessionStatus> = new Set(['completed']);

/** What was recorded, whoever is told of it. */
export const toRecorded = (row: SessionRecording) => ({
  name: row.name,
  duration: row.duration,
  frameCount: row.frameCount,
  skeleton: row.skeleton,
  imageWidth: row.imageWidth,
  imageHeight: row.imageHeight,
});

/** A row, with its user, as the contract tells a session. */
export function toSession(row: SessionRecording): Session {
  const url = sessionUrl(row.id);
  return {
    id: row.id,
    ...toRecorded(row),
    description: row.description,
    status: row.status,
    ...(row.failureReason !== null && { failureReason: row.failureReason }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    model: row.model,
    video: toVideo(row, `${url}/video`),
    ...videoRemovalOf(row),
    thumbnailUrl: row.thumbnailPath === null ? null : `${url}/thumbnail`,
    videoFilePath: videoIsReady(row) ? row.videoFilePath : null,
    owner: { id: row.userId, name: row.user.name },
    tags: row.tags,
    pinned: row.pinned,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    interrupted: row.interrupted,
  };
}

/** Why there is no video any more; one that came again, by a late return of its client, says nothing of an earlier one. */
function videoRemovalOf(row: SessionRecording): Pick<Session, 'videoRemoved'> {
  const { videoFilePath, videoRemovedAt: at, videoRemovedReason: reason } = row;
  if (videoFilePath !== null || at === null || reason === null) return {};
  return { videoRemoved: { at: at.toISOString(), reason } };
}

/** The little that the viewer of a link is told; nothing in it names the owner, the session or a picture of it. */
export function toSharedSession(row: SessionRecording, token: string, includeVideo: boolean): SharedSession {
  return {
    ...toRecorded(row),
    status: row.status,
    video: includeVideo ? toVideo(row, `${sharedUrl(token)}/video`) : null,
  };
}

/**
 * What the stored file is. What the recording was declared as tells the codecs besides, where it tells the truth about the
 * container.
 */
export function videoType(key: string, declared: string | null): string {
  const type = key.endsWith('.mp4') ? 'video/mp4' : 'video/webm';
  return declared?.toLowerCase().startsWith(type) ? declared : type;
}

function toVideo(row: SessionRecording, url: string): SessionVideo | null {
  if (!videoIsReady(row)) return null;
  return {
    mimeType: videoType(row.videoFilePath as string, row.videoMimeType),
    sizeBytes: row.videoSize as number,
    width: row.videoWidth as number,
    height: row.videoHeight as number,
    url,
  };
}
