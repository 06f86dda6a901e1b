import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type Account,
  accountSchema,
  type Login,
  loginSchema,
  type PasswordChange,
  passwordChangeSchema,
  type PasswordReset,
  passwordResetSchema,
} from '@reclimb/contracts';
import { type Request, type Response } from 'express';
import * as z from 'zod';
import { ApiProblems } from '../openapi/extensions.js';
import { CurrentUser, LoginOnly, Public, RequireScope } from './access.js';
import { AccountAccess } from './account-access.js';
import { Authenticator, browserOf } from './authenticator.js';
import { type Caller } from './caller.js';
import { setLoginCookie } from './login-cookie.js';
import { PasswordService } from './password.service.js';

/** Where the caller is logged in, and their password. */
@ApiTags('accounts')
@Controller('auth')
@LoginOnly()
@RequireScope('any')
export class LoginsController {
  constructor(
    private readonly access: AccountAccess,
    private readonly passwords: PasswordService,
    private readonly authenticator: Authenticator,
  ) {}

  @Get('logins')
  @ApiOperation({ summary: 'All browsers that are logged in to your account, the last used first' })
  @ApiOkResponse({ standardSchema: z.array(loginSchema) })
  list(@CurrentUser() caller: Caller): Promise<Login[]> {
    return this.access.logins(caller);
  }

  @Delete('logins')
  @HttpCode(204)
  @ApiOperation({ summary: 'Log out everywhere but here' })
  @ApiNoContentResponse()
  endOthers(@CurrentUser() caller: Caller): Promise<void> {
    return this.access.endOtherLogins(caller);
  }

  @Delete('logins/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Log out one browser' })
  @ApiNoContentResponse()
  end(@Param('id', { schema: z.uuid() }) id: string, @CurrentUser() caller: Caller): Promise<void> {
    return this.access.endLogin(caller.userId, id);
  }

  @Put('password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change your password; your other logins end' })
  @ApiNoContentResponse()
  change(
    @Body({ schema: passwordChangeSchema }) body: PasswordChange,
    @CurrentUser() caller: Caller,
    @Req() request: Request,
  ): Promise<void> {
    return this.passwords.change(caller, body, request.ip ?? '');
  }

  @ApiProblems('not_found')
  @Post('reset')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Choose a password by a one-time link, and log in; all earlier logins end' })
  @ApiOkResponse({ standardSchema: accountSchema })
  async reset(
    @Body({ schema: passwordResetSchema }) body: PasswordReset,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Account> {
    const account = await this.passwords.reset(body);
    const browser = browserOf(request.headers['user-agent'], request.ip);
    const { secret, expiresAt } = await this.authenticator.openLogin(account.id, browser);
    setLoginCookie(request, response, secret, expiresAt);
    return account;
  }
}
