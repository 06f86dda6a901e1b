import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessRevocation } from './access-revocation.js';
import { AccountAccess } from './account-access.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { AuthController } from './auth.controller.js';
import { Authenticator } from './authenticator.js';
import { LoginGuard } from './login.guard.js';
import { LoginThrottle } from './login-throttle.js';
import { LoginsController } from './logins.controller.js';
import { PasswordService } from './password.service.js';
import { Passwords } from './passwords.js';
import { SocketAuthenticator } from './socket-authenticator.js';
import { TokensController } from './tokens.controller.js';

/** Accounts, logins, tokens, and the guard that asks for them everywhere. */
@Global()
@Module({
  controllers: [AuthController, LoginsController, TokensController],
  providers: [
    AccessRevocation,
    AccountAccess,
    AccountsRepository,
    AccountsService,
    Authenticator,
    LoginThrottle,
    PasswordService,
    Passwords,
    SocketAuthenticator,
    { provide: APP_GUARD, useClass: LoginGuard },
  ],
  exports: [
    AccountAccess,
    AccountsRepository,
    Authenticator,
    PasswordService,
    Passwords,
    SocketAuthenticator,
  ],
})
export class AccountsModule {}
