import { Global, Module } from '@nestjs/common';
import { StorageModule } from '../storage/storage.module.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsSources } from './metrics-sources.js';

/** Counters that any feature adds to. Apart from {@link MetricsModule}, which asks the features. */
@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
export class CountersModule {}

/** `/metrics`. */
@Module({ imports: [StorageModule], controllers: [MetricsController], providers: [MetricsSources] })
export class MetricsModule {}
