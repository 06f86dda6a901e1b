import type { SessionStatus } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FramesRepository } from '../sessions/frames.repository.js';
import type { ReplaySource } from './replay-source.js';

/** Sessions as sources of a replay, read by key from the database. */
@Injectable()
export class ReplaySources {
  constructor(
    private readonly database: DataSource,
    private readonly frames: FramesRepository,
  ) {}

  of(sessionId: string): ReplaySource {
    return {
      standing: async () => {
        const [row]: {
          status: SessionStatus;
          frameCount: number;
          firstTimestamp: number | null;
          lastTimestamp: number | null;
        }[] = await this.database.query(
          `SELECT s.status, s.frame_count AS "frameCount", s.last_timestamp AS "lastTimestamp",
                  f."timestamp" AS "firstTimestamp"
             FROM session_recording s
             LEFT JOIN session_frame f ON f.session_id = s.id AND f.frame_number = 0
            WHERE s.id = $1`,
          [sessionId],
        );
        if (!row) return null;
        const { status, frameCount } = row;
        return {
          status,
          extent: {
            frameCount,
            firstTimestamp: row.firstTimestamp ?? 0,
            lastTimestamp: row.lastTimestamp ?? 0,
            live: status === 'recording',
          },
        };
      },
      frameAt: (timestamp) => this.frames.frameAt(sessionId, timestamp),
      timestampOf: (frameNumber) => this.frames.timestampOf(sessionId, frameNumber),
      read: (bounds, limit) => this.frames.read(sessionId, bounds, limit),
    };
  }
}
