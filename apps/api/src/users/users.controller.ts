import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type CreatedUser,
  createdUserSchema,
  type NewUser,
  newUserSchema,
  type ResetLink,
  resetLinkSchema,
  type User,
  type UserPage,
  userPageSchema,
  type UserPatch,
  userPatchSchema,
  type UserQuery,
  userQuerySchema,
  userSchema,
} from '@reclimb/contracts';
import * as z from 'zod';
import { CurrentUser, LoginOnly, RequireScope } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { ApiProblems } from '../openapi/extensions.js';
import { UsersService } from './users.service.js';

const userIdSchema = z.uuid();

/** Users, for administrators. A token may look; changing needs a login, so that a leaked one cannot make a successor. */
@ApiTags('administration')
@Controller('admin/users')
@RequireScope('admin')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @ApiOperation({ summary: 'Users in the order of their addresses' })
  @ApiOkResponse({ standardSchema: userPageSchema })
  list(@Query({ schema: userQuerySchema }) query: UserQuery): Promise<UserPage> {
    return this.users.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One user' })
  @ApiOkResponse({ standardSchema: userSchema })
  get(@Param('id', { schema: userIdSchema }) id: string): Promise<User> {
    return this.users.get(id);
  }

  @ApiProblems('conflict')
  @Post()
  @LoginOnly()
  @ApiOperation({
    summary: 'Add a user',
    description: 'Without a password the answer holds a one-time link by which the user chooses one.',
  })
  @ApiCreatedResponse({ standardSchema: createdUserSchema })
  add(@CurrentUser() caller: Caller, @Body({ schema: newUserSchema }) body: NewUser): Promise<CreatedUser> {
    return this.users.add(caller, body);
  }

  @ApiProblems('conflict')
  @Patch(':id')
  @LoginOnly()
  @ApiOperation({
    summary: 'Change a user',
    description:
      'Disabling ends their logins and tokens and closes their sockets at once. The last administrator can be ' +
      'neither disabled nor made a member (`conflict`).',
  })
  @ApiOkResponse({ standardSchema: userSchema })
  patch(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: userIdSchema }) id: string,
    @Body({ schema: userPatchSchema }) patch: UserPatch,
  ): Promise<User> {
    return this.users.patch(caller, id, patch);
  }

  @ApiProblems('conflict')
  @Delete(':id')
  @LoginOnly()
  @ApiOperation({
    summary: 'Delete a user with all that they own, after seven days',
    description: 'Their access ends at once. Until `deleteAfter` it can be undone with `…/restore`.',
  })
  @ApiOkResponse({ standardSchema: userSchema })
  remove(@CurrentUser() caller: Caller, @Param('id', { schema: userIdSchema }) id: string): Promise<User> {
    return this.users.remove(caller, id);
  }

  @Post(':id/restore')
  @LoginOnly()
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a deletion back; their logins and tokens stay ended' })
  @ApiOkResponse({ standardSchema: userSchema })
  restore(@CurrentUser() caller: Caller, @Param('id', { schema: userIdSchema }) id: string): Promise<User> {
    return this.users.restore(caller, id);
  }

  @Post(':id/reset-link')
  @LoginOnly()
  @ApiOperation({
    summary: 'A link by which the user chooses a new password, once',
    description: 'Told this once. An earlier link of theirs is good no more.',
  })
  @ApiCreatedResponse({ standardSchema: resetLinkSchema })
  resetLink(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: userIdSchema }) id: string,
  ): Promise<ResetLink> {
    return this.users.resetLink(caller, id);
  }
}
