import { Module } from '@nestjs/common';
import { Health } from './health.js';
import { HealthController } from './health.controller.js';
import { ServerStatusController } from './server-status.controller.js';

@Module({ controllers: [HealthController, ServerStatusController], providers: [Health] })
export class HealthModule {}
