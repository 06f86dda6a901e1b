import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** From a batch on an idle machine to a disk that hardly follows. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Jobs remux hours of video. */
const JOB_SECONDS = [0.01, 0.05, 0.25, 1, 5, 30, 120, 600];

/**
 * What this process counts for Prometheus while it works: adding to a number, nothing more. What is read only when somebody
 * asks is in {@link MetricsSources}. Labels take few values: routes as the router knows them, events that are handled.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly framesStored = new Counter({
    name: 'reclimb_frames_stored_total',
    help: 'Pose frames committed, of all recordings',
    registers: [this.registry],
  });
  readonly bytesStored = new Counter({
    name: 'reclimb_media_bytes_stored_total',
    help: 'Bytes of video and key pictures synced to the media store, of all recordings',
    labelNames: ['kind'],
    registers: [this.registry],
  });
  readonly acknowledgements = new Histogram({
    name: 'reclimb_acknowledgement_seconds',
    help: 'From a message of a socket to its acknowledgement, by event',
    labelNames: ['event'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly sockets = new Gauge({
    name: 'reclimb_sockets',
    help: 'Connected sockets by namespace: recorders and replay clients',
    labelNames: ['namespace'],
    registers: [this.registry],
  });
  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From a request to the end of its answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly jobs = new Histogram({
    name: 'reclimb_job_seconds',
    help: 'How long background jobs took, by what became of them: done or failed (it is tried again)',
    labelNames: ['job', 'outcome'],
    buckets: JOB_SECONDS,
    registers: [this.registry],
  });
}
