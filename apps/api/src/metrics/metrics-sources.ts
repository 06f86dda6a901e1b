import { Injectable, Logger } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { connectionPool } from '../database/connection-pool.js';
import { OutageLog } from '../errors/outage-log.js';
import { Jobs } from '../jobs/jobs.js';
import { MediaStore } from '../media/media-store.js';
import { MediaUsage } from '../storage/media-usage.js';
import { Metrics } from './metrics.js';

/** Sizes are sums over all sessions: asked for at most this often, however often somebody scrapes. */
const SIZES_FRESH_MS = 60_000;

/** What is looked up when somebody asks: the database's and the media store's state, the pool, the event loop. */
@Injectable()
export class MetricsSources {
  private readonly logger = new Logger('Metrics');
  private readonly outages = new OutageLog((line) => this.logger.warn(line));
  private readonly gauges: ReturnType<typeof gaugesOf>;
  private sizesAt = -Infinity;
  private observed = false;

  constructor(
    private readonly metrics: Metrics,
    private readonly database: DataSource,
    private readonly jobs: Jobs,
    private readonly media: MediaStore,
    private readonly usage: MediaUsage,
  ) {
    this.gauges = gaugesOf(metrics.registry);
  }

  /** All metrics in Prometheus' text format. */
  async scrape(): Promise<{ contentType: string; text: string }> {
    const { registry } = this.metrics;
    if (!this.observed) {
      // The process and its event loop are watched from the first scrape on: a house without monitoring pays nothing.
      collectDefaultMetrics({ register: registry });
      this.observed = true;
    }
    await Promise.all([
      this.ask('database', [this.gauges.live], () => this.readLive()),
      this.ask('queue', [this.gauges.queue], () => this.readQueue()),
      this.ask('sizes', [this.gauges.stored], () => this.readSizes()),
      this.ask('media', [this.gauges.free], async () => this.gauges.free.set(await this.media.freeBytes())),
    ]);
    const { totalCount, idleCount, waitingCount } = connectionPool(this.database);
    this.gauges.pool.set({ state: 'open' }, totalCount);
    this.gauges.pool.set({ state: 'idle' }, idleCount);
    this.gauges.pool.set({ state: 'waiting' }, waitingCount);
    return { contentType: registry.contentType, text: await registry.metrics() };
  }

  /** What cannot be had is left out rather than told wrong; the rest is told all the same. */
  private async ask(source: string, gauges: readonly Gauge[], read: () => Promise<void>): Promise<void> {
    try {
      await read();
      this.gauges.up.set({ source }, 1);
    } catch (error) {
      this.outages.note(`Metrics of ${source} cannot be read`, error);
      for (const gauge of gauges) forget(gauge);
      this.gauges.up.set({ source }, 0);
    }
  }

  private async readLive(): Promise<void> {
    const [row] = await this.database.query<{ live: number }[]>(
      `SELECT count(*)::int AS live FROM session_recording WHERE status = 'recording'`,
    );
    this.gauges.live.set(row?.live ?? 0);
  }

  private async readQueue(): Promise<void> {
    const counts = await this.jobs.counts();
    for (const [state, count] of Object.entries(counts)) this.gauges.queue.set({ state }, count);
  }

  private async readSizes(): Promise<void> {
    const now = performance.now();
    if (now - this.sizesAt < SIZES_FRESH_MS) return;
    const [images, [sizes]] = await Promise.all([
      this.usage.images(),
      this.database.query<Record<'videos' | 'uploads' | 'poses' | 'database', number>[]>(
        `SELECT coalesce(sum(video_size), 0)::float8 AS videos,
                coalesce(sum(video_bytes) FILTER (WHERE raw_video_path IS NOT NULL), 0)::float8 AS uploads,
                pg_total_relation_size('session_frame')::float8 AS poses,
                pg_database_size(current_database())::float8 AS database
           FROM session_recording WHERE removing_at IS NULL`,
      ),
    ]);
    for (const [kind, bytes] of Object.entries(sizes ?? {})) this.gauges.stored.set({ kind }, bytes);
    const ofImages = [...images.values()].reduce((sum, bytes) => sum + bytes, 0);
    this.gauges.stored.set({ kind: 'images' }, ofImages);
    this.sizesAt = now;
  }
}

function gaugesOf(registry: Registry) {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  return {
    live: gauge('reclimb_recordings_live', 'Recordings in progress, on all servers'),
    queue: gauge(
      'reclimb_jobs',
      'Background jobs by state, on all servers: waiting, running, failed (given up)',
      ['state'],
    ),
    stored: gauge(
      'reclimb_stored_bytes',
      'Bytes stored by kind: videos, uploads, images, poses; database is the whole database, poses included',
      ['kind'],
    ),
    free: gauge('reclimb_media_free_bytes', 'Bytes free in the media store'),
    pool: gauge(
      'reclimb_database_connections',
      "Connections of this process's pool: open, idle; waiting: requests for one that none is free for",
      ['state'],
    ),
    up: gauge('reclimb_source_up', '0: the source could not be asked, and what it would tell is left out', [
      'source',
    ]),
  };
}

/** Without its values; one without labels would otherwise tell 0. */
function forget(gauge: Gauge): void {
  gauge.reset();
  gauge.remove({});
}
