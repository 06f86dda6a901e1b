import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
  ApiOperation,
} from '@nestjs/swagger';
import {
  type CreatedToken,
  createdTokenSchema,
  type NewToken,
  newTokenSchema,
  type Token,
  tokenSchema,
} from '@reclimb/contracts';
import * as z from 'zod';
import { DomainError } from '../errors/domain-error.js';
import { AccountAccess } from './account-access.js';
import { CurrentUser, LoginOnly, RequireScope } from './access.js';
import { AccountsRepository } from './accounts.repository.js';
import { type ApiTokenEntity } from './api-token.entity.js';
import { TOKEN_PREFIX } from './authenticator.js';
import { type Caller } from './caller.js';
import { hashSecret, newSecret } from './secret.js';

/** Only here is a clock: an expiry must lie ahead. */
const futureTokenSchema = newTokenSchema
  .refine(({ expiresAt }) => !expiresAt || Date.parse(expiresAt) > Date.now(), {
    path: ['expiresAt'],
    message: 'expiresAt lies in the past',
  })
  .meta({ id: 'NewToken' });
const tokenIdSchema = z.uuid();

/** Tokens of the caller's integrations. A token is told once, when it is made. */
@ApiTags('accounts')
@Controller('tokens')
@LoginOnly()
@RequireScope('any')
export class TokensController {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly access: AccountAccess,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Make a token; its secret is told this once' })
  @ApiCreatedResponse({ standardSchema: createdTokenSchema })
  async create(
    @Body({ schema: futureTokenSchema }) body: NewToken,
    @CurrentUser() caller: Caller,
  ): Promise<CreatedToken> {
    if (body.scopes.includes('admin') && caller.role !== 'admin') {
      throw new DomainError('forbidden', 'Only administrators make tokens with the scope admin');
    }
    const token = TOKEN_PREFIX + newSecret();
    const stored = await this.accounts.addToken({
      userId: caller.userId,
      name: body.name,
      scopes: body.scopes,
      secretHash: hashSecret(token),
      expiresAt: body.expiresAt ? new Date(body.expiresAt) : null,
    });
    return { ...toToken(stored), token };
  }

  @Get()
  @ApiOperation({ summary: 'Your tokens, newest first' })
  @ApiOkResponse({ standardSchema: z.array(tokenSchema) })
  async list(@CurrentUser() caller: Caller): Promise<Token[]> {
    return (await this.accounts.listTokens(caller.userId)).map(toToken);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One token' })
  @ApiOkResponse({ standardSchema: tokenSchema })
  async get(
    @Param('id', { schema: tokenIdSchema }) id: string,
    @CurrentUser() caller: Caller,
  ): Promise<Token> {
    const token = await this.accounts.findOwnToken(caller.userId, id);
    if (!token) throw noSuchToken();
    return toToken(token);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Revoke a token' })
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(
    @Param('id', { schema: tokenIdSchema }) id: string,
    @CurrentUser() caller: Caller,
  ): Promise<void> {
    await this.access.endToken(caller.userId, id);
  }
}

function noSuchToken(): DomainError {
  return new DomainError('not_found', 'There is no such token');
}

/** A row as the API tells it, without the hash of its secret. */
export function toToken(row: ApiTokenEntity): Token {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
