import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { AuthController } from './auth.controller.js';
import { Authenticator } from './authenticator.js';
import { LoginGuard } from './login.guard.js';
import { LoginThrottle } from './login-throttle.js';
import { Passwords } from './passwords.js';
import { SocketAuthenticator } from './socket-authenticator.js';
import { TokensController } from './tokens.controller.js';

/** Accounts, logins, tokens, and the guard that asks for them everywhere. */
@Global()
@Module({
  controllers: [AuthController, TokensController],
  providers: [
    AccountsRepository,
    AccountsService,
    Authenticator,
    LoginThrottle,
    Passwords,
    SocketAuthenticator,
    { provide: APP_GUARD, useClass: LoginGuard },
  ],
  exports: [AccountsRepository, Authenticator, SocketAuthenticator],
})
export class AccountsModule {}
