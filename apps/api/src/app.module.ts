import { type DynamicModule, Module } from '@nestjs/common';
import { AccountExportModule } from './account-export/account-export.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { AuditModule } from './audit/audit.module.js';
import { CleanupModule } from './cleanup/cleanup.module.js';
import { type Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { ErrorsModule } from './errors/errors.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { HealthModule } from './health/health.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LimitsModule } from './limits/limits.module.js';
import { MediaModule } from './media/media.module.js';
import { CountersModule, MetricsModule } from './metrics/metrics.module.js';
import { ModelsModule } from './models/models.module.js';
import { RecordingModule } from './recording/recording.module.js';
import { ReplayModule } from './replay/replay.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { SharingModule } from './sharing/sharing.module.js';
import { ShutdownModule } from './shutdown/shutdown.module.js';
import { StorageModule } from './storage/storage.module.js';
import { TrafficModule } from './web/traffic.module.js';
import { UsersModule } from './users/users.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** What every process of the API consists of: the ground first, then a module a feature. */
@Module({
  imports: [
    DatabaseModule,
    ErrorsModule,
    CountersModule,
    TrafficModule,
    JobsModule,
    LimitsModule,
    AuditModule,
    AccountsModule,
    MediaModule,
    WebhooksModule,
    SessionsModule,
    SharingModule,
    RecordingModule,
    ReplayModule,
    ExportsModule,
    AccountExportModule,
    ImportsModule,
    StorageModule,
    CleanupModule,
    ShutdownModule,
    HealthModule,
    MetricsModule,
    ModelsModule,
    UsersModule,
  ],
})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.forRoot(config)] };
  }
}
