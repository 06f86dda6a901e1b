// Sizes that both ends must agree on.

/**
 * Largest Socket.IO message the server accepts. A larger one makes Socket.IO close the connection without an answer, so
 * it lies well above every limit that is answered with `payload_too_large`.
 */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Largest `data` of one `video_chunk`, in bytes. */
export const MAX_VIDEO_CHUNK_BYTES = 8 * 1024 * 1024;

/** Largest keyframe image (contract: at most 1 MiB). */
export const MAX_KEYFRAME_BYTES = 1024 * 1024;

/** Most frames in one `pose_frames` message: a minute at 60 fps, so that a client that was offline catches up fast. */
export const MAX_FRAMES_PER_BATCH = 3600;

/** Most people in one frame. */
export const MAX_POSES_PER_FRAME = 20;

/**
 * How far outside the picture a keypoint may lie, in picture widths or heights. Models extrapolate slightly; what is
 * further out is a mistake in units (pixels instead of fractions).
 */
export const MAX_COORDINATE = 8;

/** Longest name of a session, in characters. */
export const MAX_SESSION_NAME_LENGTH = 200;

/** Longest description of a session, in characters. */
export const MAX_SESSION_DESCRIPTION_LENGTH = 5000;

/** Longest tag, in characters. */
export const MAX_TAG_LENGTH = 50;

/** Most tags of one session. */
export const MAX_TAGS = 20;

/** Shortest password, in characters (NIST SP 800-63B §5.1.1.2). */
export const MIN_PASSWORD_LENGTH = 8;

/** A session ends at most this many seconds after its start: a day. */
export const MAX_TIMESTAMP_SECONDS = 86_400;

/** How long a shared link is good when nothing else is asked for, in hours: a week. */
export const DEFAULT_SHARE_HOURS = 7 * 24;

/** How long a shared link can be good, in hours: a year. */
export const MAX_SHARE_HOURS = 365 * 24;

/** Most links of one session, those that have expired included. */
export const MAX_SHARES_PER_SESSION = 100;
