import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { ReplayGateway } from './replay.gateway.js';
import { ReplaySources } from './replay-sources.js';

/** Replay over `/replay`. */
@Module({ imports: [SessionsModule], providers: [ReplayGateway, ReplaySources] })
export class ReplayModule {}
