import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { DemoController } from './demo.controller.js';
import { DemoSession } from './demo-session.js';
import { FinaliseRetry } from './finalise-retry.js';
import { FinaliseSession } from './finalising/finalise-session.job.js';
import { Remuxer } from './finalising/remuxer.js';
import { UploadRetention } from './finalising/upload-retention.js';
import { FrameCommits } from './frame-commits.js';
import { FrameIntake } from './frame-intake.js';
import { KeyframeUpload } from './keyframe-upload.js';
import { RecordingBounds } from './recording-bounds.js';
import { RecordingController } from './recording.controller.js';
import { RecordingFeed } from './recording-feed.js';
import { RecordingGateway } from './recording.gateway.js';
import { RecordingHolds } from './recording-holds.js';
import { RecordingLifecycle } from './recording-lifecycle.js';
import { RecordingService } from './recording.service.js';
import { RecordingsRepository } from './recordings.repository.js';
import { VideoIntake } from './video-intake.js';

/** Recording over `/recording` and REST, and what happens to a session when it ends. */
@Module({
  imports: [SessionsModule],
  controllers: [RecordingController, DemoController],
  providers: [
    RecordingsRepository,
    RecordingBounds,
    RecordingFeed,
    RecordingHolds,
    RecordingService,
    FrameCommits,
    FrameIntake,
    VideoIntake,
    KeyframeUpload,
    RecordingGateway,
    RecordingLifecycle,
    Remuxer,
    UploadRetention,
    FinaliseSession,
    FinaliseRetry,
    DemoSession,
  ],
  exports: [Remuxer],
})
export class RecordingModule {}
