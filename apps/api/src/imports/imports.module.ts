import { Module } from '@nestjs/common';
import { RecordingModule } from '../recording/recording.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { ArchiveMedia } from './archive-media.js';
import { SessionImportController } from './session-import.controller.js';
import { SessionImport } from './session-import.service.js';

/** Sessions from `zip` exports. */
@Module({
  imports: [SessionsModule, RecordingModule],
  controllers: [SessionImportController],
  providers: [ArchiveMedia, SessionImport],
})
export class ImportsModule {}
