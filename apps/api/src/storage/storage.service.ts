import type { Storage } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MediaStore } from '../media/media-store.js';
import { MediaUsage } from './media-usage.js';
import { SessionFactsRepository } from './session-facts.repository.js';
import { StorageSample } from './storage-sample.entity.js';
import { summariseStorage } from './storage-summary.js';

/** How far back the growth is told. */
const GROWTH_DAYS = 400;

/** How much is stored, of what, whose and how old, and how it grows. */
@Injectable()
export class StorageService {
  constructor(
    private readonly database: DataSource,
    private readonly facts: SessionFactsRepository,
    private readonly usage: MediaUsage,
    private readonly media: MediaStore,
  ) {}

  async read(now = new Date()): Promise<Storage> {
    const current = await this.measure(now);
    const samples = await this.database.manager.find(StorageSample, {
      order: { day: 'DESC' },
      take: GROWTH_DAYS,
    });
    const today = sampleOf(current, now);
    const past = samples.filter(({ day }) => day < today.day).reverse();
    return { ...current, growth: [...past, today].map(toGrowth) };
  }

  /** Keeps today's sample for the growth; asked again, the newest holds. */
  async sample(now = new Date()): Promise<void> {
    const sample = sampleOf(await this.measure(now), now);
    await this.database.manager.upsert(StorageSample, sample, ['day']);
  }

  private async measure(now: Date): Promise<Omit<Storage, 'growth'>> {
    const [facts, images, freeBytes, [sizes]] = await Promise.all([
      this.facts.all(),
      this.usage.images(),
      this.media.freeBytes(),
      this.database.query<{ database: number; frames: number }[]>(
        `SELECT pg_database_size(current_database())::float8 AS database,
                pg_total_relation_size('session_frame')::float8 AS frames`,
      ),
    ]);
    if (!sizes) throw new Error('Invariant: sizes come in one row');
    return {
      ...summariseStorage(facts, images, sizes.frames, now),
      freeBytes,
      databaseBytes: sizes.database,
    };
  }
}

function sampleOf({ sessions, bytes, freeBytes }: Omit<Storage, 'growth'>, now: Date): StorageSample {
  return {
    day: now.toISOString().slice(0, 10),
    sessions,
    videoBytes: bytes.videos,
    uploadBytes: bytes.uploads,
    imageBytes: bytes.images,
    poseBytes: bytes.poses,
    freeBytes,
  };
}

function toGrowth(sample: StorageSample): Storage['growth'][number] {
  const { day, sessions, videoBytes, uploadBytes, imageBytes, poseBytes, freeBytes } = sample;
  const bytes = { videos: videoBytes, uploads: uploadBytes, images: imageBytes, poses: poseBytes };
  return { day, sessions, bytes, freeBytes };
}
