import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { ReplayAdmissions } from './replay-admissions.js';
import { ReplayGateway } from './replay.gateway.js';
import { ReplaySources } from './replay-sources.js';

/** Replay over `/replay`. */
@Module({
  imports: [SessionsModule, SharingModule],
  providers: [ReplayGateway, ReplayAdmissions, ReplaySources],
})
export class ReplayModule {}
