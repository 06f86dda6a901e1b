import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import * as z from 'zod';
import { Jobs } from '../jobs/jobs.js';
import { mediaKeys } from './media-keys.js';
import { MediaStore } from './media-store.js';

const REMOVE_MEDIA_JOB = 'remove-media';
const payloadSchema = z.object({
  sessionIds: z.array(z.uuid()).default([]),
  keys: z.array(z.string()).default([]),
});

/** Removes media that no row names any more: a job, so that a crash in between leaves nothing behind. */
@Injectable()
export class MediaRemoval implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly media: MediaStore,
  ) {}

  onModuleInit(): void {
    this.jobs.register(REMOVE_MEDIA_JOB, async (payload) => {
      const { sessionIds, keys } = payloadSchema.parse(payload);
      for (const id of sessionIds) await this.media.removeAll(mediaKeys.session(id));
      for (const key of keys) await this.media.remove(key);
    });
  }

  /** To be called in the transaction that removes the rows. */
  async enqueue(manager: EntityManager, sessionIds: readonly string[]): Promise<void> {
    if (sessionIds.length > 0) await this.jobs.add(manager, REMOVE_MEDIA_JOB, { sessionIds });
  }

  /** The same for single objects, in the transaction after which no row names them any more. */
  async enqueueKeys(manager: EntityManager, keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.jobs.add(manager, REMOVE_MEDIA_JOB, { keys });
  }
}
