/** Media keys: made here from the session's id and nothing that a client can choose. */
export const mediaKeys = {
  /** Holds the id by which the database knows the store as its own. */
  marker: '.reclimb-media',
  /** All sessions lie below this. */
  sessions: 'sessions',
  /** Everything of a session lies below this. */
  session: (sessionId: string) => `sessions/${sessionId}`,
  /** The upload as it came. */
  upload: (sessionId: string) => `sessions/${sessionId}/upload`,
  /**
   * The seekable video. `attempt` is a word of its own for each one that is made: a file that is being served is never
   * written over, and of two servers that finalise the same session none touches the other's file.
   */
  video: (sessionId: string, attempt: string, container: 'mp4' | 'webm') =>
    `sessions/${sessionId}/video-${attempt}.${container}`,
  thumbnail: (sessionId: string) => `sessions/${sessionId}/thumbnail.webp`,
  keyframe: (sessionId: string, frameNumber: number, type: 'jpeg' | 'webp') =>
    `sessions/${sessionId}/keyframes/${frameNumber}.${type === 'jpeg' ? 'jpg' : 'webp'}`,
} as const;

/** The session that a key below {@link mediaKeys.sessions} belongs to. */
export const sessionOfKey = (key: string): string => key.split('/')[1] ?? '';
