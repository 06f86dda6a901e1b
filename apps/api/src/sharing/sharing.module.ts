import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { OpenViews } from './open-views.js';
import { SharedController } from './shared.controller.js';
import { SharesController } from './shares.controller.js';
import { SharesRepository } from './shares.repository.js';
import { SharesService } from './shares.service.js';

/** Sessions shown to others by a link. */
@Module({
  imports: [SessionsModule],
  controllers: [SharesController, SharedController],
  providers: [OpenViews, SharesRepository, SharesService],
  exports: [OpenViews, SharesRepository, SharesService],
})
export class SharingModule {}
