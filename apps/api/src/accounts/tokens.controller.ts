import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { DomainError } from '../errors/domain-error.js';
import { CurrentUser, LoginOnly, RequireScope } from './access.js';
import { AccountsRepository } from './accounts.repository.js';
import { type ApiTokenEntity } from './api-token.entity.js';
import { TOKEN_PREFIX } from './authenticator.js';
import { type Caller, SCOPES } from './caller.js';
import { hashSecret, newSecret } from './secret.js';

const newTokenSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z
      .array(z.enum(SCOPES))
      .min(1)
      .transform((scopes) => [...new Set(scopes)]),
    expiresAt: z.iso
      .datetime({ offset: true })
      .refine((text) => Date.parse(text) > Date.now(), 'expiresAt lies in the past')
      .nullish(),
  })
  .meta({ id: 'NewToken' });

const tokenSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Token' });
type Token = z.infer<typeof tokenSchema>;

const createdTokenSchema = tokenSchema.extend({ token: z.string() }).meta({ id: 'CreatedToken' });
const tokenIdSchema = z.uuid();

/** Tokens of the caller's integrations. A token is told once, when it is made. */
@ApiTags('accounts')
@Controller('tokens')
@LoginOnly()
@RequireScope('any')
export class TokensController {
  constructor(private readonly accounts: AccountsRepository) {}

  @Post()
  @ApiCreatedResponse({ standardSchema: createdTokenSchema })
  async create(
    @Body({ schema: newTokenSchema }) body: z.infer<typeof newTokenSchema>,
    @CurrentUser() caller: Caller,
  ): Promise<Token & { token: string }> {
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
  @ApiOkResponse({ standardSchema: z.array(tokenSchema) })
  async list(@CurrentUser() caller: Caller): Promise<Token[]> {
    return (await this.accounts.listTokens(caller.userId)).map(toToken);
  }

  @Get(':id')
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
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(
    @Param('id', { schema: tokenIdSchema }) id: string,
    @CurrentUser() caller: Caller,
  ): Promise<void> {
    if (!(await this.accounts.removeToken(caller.userId, id))) throw noSuchToken();
  }
}

function noSuchToken(): DomainError {
  return new DomainError('not_found', 'There is no such token');
}

function toToken(row: ApiTokenEntity): Token {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
