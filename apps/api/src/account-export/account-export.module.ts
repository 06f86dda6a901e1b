import { Module } from '@nestjs/common';
import { ExportsModule } from '../exports/exports.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { AccountArchive } from './account-archive.js';
import { AccountExportController } from './account-export.controller.js';
import { AccountExportService } from './account-export.service.js';
import { AccountExportsRepository } from './account-exports.repository.js';

/** Everything of an account as one archive. */
@Module({
  imports: [SessionsModule, ExportsModule, SharingModule],
  controllers: [AccountExportController],
  providers: [AccountArchive, AccountExportService, AccountExportsRepository],
})
export class AccountExportModule {}
