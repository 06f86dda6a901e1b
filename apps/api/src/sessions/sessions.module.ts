import { Module } from '@nestjs/common';
import { MarkersController } from '../markers/markers.controller.js';
import { MarkersService } from '../markers/markers.service.js';
import { FrameAnswers } from './frame-answers.js';
import { FramesController } from './frames.controller.js';
import { FramesRepository } from './frames.repository.js';
import { LibraryRepository } from './library.repository.js';
import { SessionAccess } from './session-access.js';
import { SessionMediaController } from './session-media.controller.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { StatisticsController } from './statistics.controller.js';
import { StatisticsRepository } from './statistics.repository.js';
import { StatisticsService } from './statistics.service.js';

/** Recorded sessions over REST: library, frames, media, markers. */
@Module({
  controllers: [
    SessionsController,
    FramesController,
    SessionMediaController,
    MarkersController,
    StatisticsController,
  ],
  providers: [
    SessionsRepository,
    LibraryRepository,
    FramesRepository,
    FrameAnswers,
    SessionAccess,
    SessionsService,
    MarkersService,
    StatisticsRepository,
    StatisticsService,
  ],
  exports: [
    SessionsRepository,
    SessionsService,
    FramesRepository,
    FrameAnswers,
    SessionAccess,
    MarkersService,
  ],
})
export class SessionsModule {}
