import { MAX_TIMESTAMP_SECONDS, type RecordingLimits } from '@reclimb/contracts';

/** The server's word is taken for so long. Others record too, and sessions are deleted. */
const KNOWN_FOR_MS = 10_000;

/** A server that has not answered by then is asked again later. */
const ANSWER_MS = 1500;

/** It is told when so much of a recording is left, or half of the longest one. */
const NEAR_SECONDS = 60;
const NEAR_SHARE = 0.5;

/** What the encoder still holds when a recording is stopped: a fragment of the video, and one that has just begun. */
const ENCODER_SECONDS = 2.5;

/** Camera pictures a second, at most. */
const FRAMES_A_SECOND = 30;

/** How far a recording is. */
export interface RecordingSize {
  /** Seconds from the first recorded picture to the last one. */
  readonly elapsed: number;
  readonly frames: number;
  readonly videoBytes: number;
  /** What the server has of the two. */
  readonly framesStored: number;
  readonly videoStored: number;
}

/** A limit that is near or met, and what it is: seconds, bytes of a session, or bytes of room on the server. */
export interface BoundReport {
  readonly state: 'near' | 'reached';
  readonly what: 'seconds' | 'bytes' | 'room';
  readonly limit: number;
}

/** Asks the server; null when it cannot be asked. */
export type AskLimits = () => Promise<RecordingLimits | null>;

/**
 * How long and how large a recording may become, by the server's word. Known ahead, so that a recording ends with
 * everything in it: what is recorded beyond a limit could never be sent.
 */
export class SessionBounds {
  private known: RecordingLimits | null = null;
  /** Bytes that this recording may come to before the room on the server is used up. */
  private room = Number.POSITIVE_INFINITY;
  private askedAt = Number.NEGATIVE_INFINITY;
  private asking: Promise<void> | null = null;

  constructor(private readonly ask: AskLimits = askServer) {}

  /** The largest timestamp that the server takes. */
  get longest(): number {
    return this.known?.sessionSeconds ?? MAX_TIMESTAMP_SECONDS;
  }

  /** Asks the server, whose word may have changed: the connection is new, or a recording is about to begin. */
  refresh(now: number, size: RecordingSize | null = null): Promise<void> {
    this.askedAt = now;
    this.asking ??= this.update(size).finally(() => (this.asking = null));
    return this.asking;
  }

  /** Bytes of room on the server when that is too little for a recording with so many bits of video a second. */
  tooLittle(videoBitrate: number): number | null {
    const room = this.known?.roomBytes ?? null;
    return room !== null && room < this.reserve(videoBitrate) ? room : null;
  }

  /** Looks at a recording about once a second, and asks the server again when its word is old. */
  look(now: number, size: RecordingSize, videoBitrate: number): BoundReport | null {
    if (now - this.askedAt >= KNOWN_FOR_MS) void this.refresh(now, size);
    if (!this.known) return null;
    const { sessionSeconds, sessionBytes } = this.known;
    const rate = this.reserve(videoBitrate) / ENCODER_SECONDS;
    const bytes = this.bytesOf(size.frames, size.videoBytes) + this.reserve(videoBitrate);
    const left = [
      { what: 'seconds' as const, limit: sessionSeconds, seconds: sessionSeconds - size.elapsed },
      ...(sessionBytes === null
        ? []
        : [{ what: 'bytes' as const, limit: sessionBytes, seconds: (sessionBytes - bytes) / rate }]),
      { what: 'room' as const, limit: this.room, seconds: (this.room - bytes) / rate },
    ];
    const { seconds, ...bound } = left.reduce((least, other) =>
      other.seconds < least.seconds ? other : least,
    );
    if (seconds <= 0) return { ...bound, state: 'reached' };
    return seconds <= Math.min(NEAR_SECONDS, NEAR_SHARE * sessionSeconds)
      ? { ...bound, state: 'near' }
      : null;
  }

  private async update(size: RecordingSize | null): Promise<void> {
    const known = await this.ask();
    // Without an answer the last one holds.
    if (!known) return;
    this.known = known;
    const stored = size ? this.bytesOf(size.framesStored, size.videoStored) : 0;
    this.room = known.roomBytes === null ? Number.POSITIVE_INFINITY : stored + known.roomBytes;
  }

  private bytesOf(frames: number, videoBytes: number): number {
    return frames * (this.known?.frameBytes ?? 0) + videoBytes;
  }

  private reserve(videoBitrate: number): number {
    return ENCODER_SECONDS * (videoBitrate / 8 + this.bytesOf(FRAMES_A_SECOND, 0));
  }
}

async function askServer(): Promise<RecordingLimits | null> {
  try {
    const answer = await fetch('/api/v1/limits', { signal: AbortSignal.timeout(ANSWER_MS) });
    return answer.ok ? ((await answer.json()) as RecordingLimits) : null;
  } catch (error) {
    console.warn('The server could not be asked for its limits', error);
    return null;
  }
}
