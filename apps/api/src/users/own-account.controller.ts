import { Body, Controller, Delete, HttpCode, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Account, type AccountDeletion, accountDeletionSchema, accountSchema } from '@reclimb/contracts';
import { type Request } from 'express';
import { CurrentUser, LoginOnly, RequireScope } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { PasswordService } from '../accounts/password.service.js';
import { ApiProblems } from '../openapi/extensions.js';
import { UsersService } from './users.service.js';

/** Leaving: an account with all that it owns, by its owner's wish. */
@ApiTags('accounts')
@Controller('auth/me/deletion')
@LoginOnly()
@RequireScope('any')
export class OwnAccountController {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordService,
  ) {}

  @ApiProblems('conflict')
  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Delete your account with all that you recorded, after seven days',
    description: 'Until `deleteAfter` you can go on as before, and take it back.',
  })
  @ApiOkResponse({ standardSchema: accountSchema })
  async leave(
    @Body({ schema: accountDeletionSchema }) { password }: AccountDeletion,
    @CurrentUser() caller: Caller,
    @Req() request: Request,
  ): Promise<Account> {
    await this.passwords.confirm(caller, password, 'password', request.ip ?? '');
    return this.users.leave(caller.userId);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Keep your account after all' })
  @ApiNoContentResponse()
  stay(@CurrentUser() caller: Caller): Promise<void> {
    return this.users.stay(caller.userId);
  }
}
