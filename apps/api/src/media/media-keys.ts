/** Media keys: made here from the session's id and nothing that a client can choose. */
export const mediaKeys = {
  /** Everything of a session lies below this. */
  session: (sessionId: string) => `sessions/${sessionId}`,
  /** The upload as it came. */
  upload: (sessionId: string) => `sessions/${sessionId}/upload`,
  /** The seekable video. `version` keeps a file that is being served apart from the one that replaces it. */
  video: (sessionId: string, version: number, container: 'mp4' | 'webm') =>
    `sessions/${sessionId}/video-${version}.${container}`,
  thumbnail: (sessionId: string) => `sessions/${sessionId}/thumbnail.webp`,
  keyframe: (sessionId: string, frameNumber: number, type: 'jpeg' | 'webp') =>
    `sessions/${sessionId}/keyframes/${frameNumber}.${type === 'jpeg' ? 'jpg' : 'webp'}`,
} as const;
