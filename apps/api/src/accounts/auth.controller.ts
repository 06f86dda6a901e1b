import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiCreatedResponse,
  ApiTags,
  ApiOperation,
} from '@nestjs/swagger';
import {
  type Account,
  accountSchema,
  type LoginRequest,
  loginRequestSchema,
  type RegisterRequest,
  registerRequestSchema,
  type Setup,
  setupSchema,
} from '@reclimb/contracts';
import { type Request, type Response } from 'express';
import { CurrentUser, OptionalUser, Public, RequireScope } from './access.js';
import { AccountAccess } from './account-access.js';
import { AccountsService, toAccount } from './accounts.service.js';
import { Authenticator, browserOf } from './authenticator.js';
import { type Caller } from './caller.js';
import { clearLoginCookie, setLoginCookie } from './login-cookie.js';
import { ApiProblems } from '../openapi/extensions.js';

/** First account, login and logout of the web app. */
@ApiTags('accounts')
@Controller()
export class AuthController {
  constructor(
    private readonly service: AccountsService,
    private readonly access: AccountAccess,
    private readonly authenticator: Authenticator,
  ) {}

  @Get('setup')
  @ApiOperation({ summary: 'Whether the first account is still to be made' })
  @Public()
  @ApiOkResponse({ standardSchema: setupSchema })
  setup(): Promise<Setup> {
    return this.service.setup();
  }

  @ApiProblems('unauthenticated', 'forbidden')
  @Post('auth/login')
  @ApiOperation({ summary: 'Log in: sets the cookie' })
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: accountSchema })
  async login(
    @Body({ schema: loginRequestSchema }) body: LoginRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Account> {
    const account = await this.service.checkCredentials(body, request.ip ?? '');
    await this.openLogin(account, request, response);
    return account;
  }

  @ApiProblems('conflict', 'forbidden')
  @Post('auth/register')
  @ApiOperation({ summary: 'Make an account, and log in' })
  @Public()
  @ApiCreatedResponse({ standardSchema: accountSchema })
  async register(
    @Body({ schema: registerRequestSchema }) body: RegisterRequest,
    @OptionalUser() caller: Caller | null,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Account> {
    const account = await this.service.register(body, caller);
    // An administrator who makes an account for somebody stays who they are.
    if (caller?.role !== 'admin') await this.openLogin(account, request, response);
    return account;
  }

  @Post('auth/logout')
  @ApiOperation({ summary: 'Log out' })
  @Public()
  @HttpCode(204)
  @ApiNoContentResponse()
  async logout(
    @OptionalUser() caller: Caller | null,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    if (caller) await this.access.logOut(caller);
    clearLoginCookie(request, response);
  }

  @Get('auth/me')
  @ApiOperation({ summary: 'The account that is asking' })
  @RequireScope('any')
  @ApiOkResponse({ standardSchema: accountSchema })
  me(@CurrentUser() caller: Caller): Account {
    return toAccount({ ...caller, id: caller.userId });
  }

  private async openLogin(account: Account, request: Request, response: Response): Promise<void> {
    const { secret, expiresAt } = await this.authenticator.openLogin(
      account.id,
      browserOf(request.headers['user-agent'], request.ip),
    );
    setLoginCookie(request, response, secret, expiresAt);
  }
}
