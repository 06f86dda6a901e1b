import {
  BODY_PARTS,
  type BodyPart,
  type SessionStatistics,
  type SessionStorage,
  type Tracking,
} from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { type Caller } from '../accounts/caller.js';
import { MediaStore } from '../media/media-store.js';
import { bodyPartsOf } from './body-parts.js';
import { FramesRepository } from './frames.repository.js';
import { SessionAccess } from './session-access.js';
import type { SessionRecording } from './session-recording.entity.js';
import { StatisticsRepository } from './statistics.repository.js';

/** Frames whose scores are read: their mean is right to a hundredth, and reading them takes as long for an hour. */
const SCORE_SAMPLES = 2000;
/** Sessions whose tracking is remembered: some hundred bytes each. */
const REMEMBERED = 1000;
/** Files that are asked for at once. */
const FILES_AT_ONCE = 16;

interface Computed {
  tracking: Tracking | null;
  frameBytes: number;
}

/** How well a session was tracked, and what it weighs. */
@Injectable()
export class StatisticsService {
  /** By session and number of frames: frames are only ever appended. Oldest first. */
  private readonly computed = new Map<string, Promise<Computed>>();

  constructor(
    private readonly access: SessionAccess,
    private readonly statistics: StatisticsRepository,
    private readonly frames: FramesRepository,
    private readonly media: MediaStore,
  ) {}

  async of(caller: Caller, sessionId: string): Promise<SessionStatistics> {
    const row = await this.access.require(caller, sessionId, 'content');
    const { tracking, frameBytes } = await this.remembered(row);
    return { tracking, storage: { frames: frameBytes, ...(await this.storedFiles(row)) } };
  }

  private remembered(row: SessionRecording): Promise<Computed> {
    const key = `${row.id} ${row.frameCount}`;
    const known = this.computed.get(key);
    if (known) return known;
    const computing = this.compute(row);
    this.computed.set(key, computing);
    computing.catch(() => this.computed.delete(key));
    const [oldest] = this.computed.keys();
    if (this.computed.size > REMEMBERED && oldest !== undefined) this.computed.delete(oldest);
    return computing;
  }

  private async compute({ id, frameCount, skeleton }: SessionRecording): Promise<Computed> {
    const { frames, framesWithPerson, longestGap, bytes } = await this.statistics.presence(id);
    if (frames === 0) return { tracking: null, frameBytes: 0 };
    const stride = Math.ceil(frameCount / SCORE_SAMPLES);
    const numbers = Array.from({ length: Math.ceil(frameCount / stride) }, (_, i) => i * stride);
    const keypointScores = await this.statistics.scores(id, numbers);
    const scores = meanByPart(keypointScores, bodyPartsOf(skeleton));
    return {
      tracking: { personShare: framesWithPerson / frames, longestGap, scores },
      frameBytes: bytes,
    };
  }

  private async storedFiles(row: SessionRecording): Promise<Omit<SessionStorage, 'frames'>> {
    const keyframes = await this.frames.keyframes(row.id);
    const images = [...keyframes.map(({ imagePath }) => imagePath), row.thumbnailPath].filter(
      (key) => key !== null,
    );
    let imageBytes = 0;
    for (let i = 0; i < images.length; i += FILES_AT_ONCE) {
      const sizes = await Promise.all(images.slice(i, i + FILES_AT_ONCE).map((key) => this.sizeOf(key)));
      imageBytes += sizes.reduce((sum, size) => sum + size, 0);
    }
    return { video: row.videoSize ?? 0, upload: await this.sizeOf(row.rawVideoPath), images: imageBytes };
  }

  private async sizeOf(key: string | null): Promise<number> {
    return key === null ? 0 : ((await this.media.stat(key))?.size ?? 0);
  }
}

function meanByPart(keypointScores: readonly number[], parts: readonly BodyPart[]): Tracking['scores'] {
  const mean = (part: BodyPart): number | null => {
    const scores = keypointScores.filter((_, i) => parts[i] === part);
    return scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null;
  };
  return Object.fromEntries(BODY_PARTS.map((part) => [part, mean(part)])) as Tracking['scores'];
}
