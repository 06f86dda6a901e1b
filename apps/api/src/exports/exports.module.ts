import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';
import { ExportThread } from './thread/export-thread.js';
import { VideoInspector } from './video/video-inspector.js';

/** Sessions as files for other programs. */
@Module({
  imports: [SessionsModule],
  controllers: [ExportsController],
  providers: [ExportsService, ExportThread, VideoInspector],
  exports: [ExportsService],
})
export class ExportsModule {}
