import { Module } from '@nestjs/common';
import { ExportsModule } from '../exports/exports.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { SessionImportController } from './session-import.controller.js';
import { SessionImport } from './session-import.service.js';

/** Sessions from `zip` exports. */
@Module({
  imports: [SessionsModule, ExportsModule],
  controllers: [SessionImportController],
  providers: [SessionImport],
})
export class ImportsModule {}
