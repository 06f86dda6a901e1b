import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { AccountDeletion } from './account-deletion.js';
import { OwnAccountController } from './own-account.controller.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

/** Users as administrators see them, and the end of an account. */
@Module({
  imports: [SessionsModule],
  controllers: [UsersController, OwnAccountController],
  providers: [AccountDeletion, UsersRepository, UsersService],
})
export class UsersModule {}
