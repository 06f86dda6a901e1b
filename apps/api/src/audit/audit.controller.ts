import {
  type AuditPage,
  auditPageSchema,
  type AuditQuery,
  auditQuerySchema,
  type LooksQuery,
  looksQuerySchema,
} from '@reclimb/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, LoginOnly, RequireScope } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { AuditService } from './audit.service.js';

/** What administrators did that concerns others. There is no route that changes it. */
@ApiTags('administration')
@Controller()
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get('admin/audit')
  @RequireScope('admin')
  @ApiOperation({
    summary:
      "A page of the log of administrators' looks into other people's sessions, and of what they changed",
    description:
      'Newest first. Looks stand in it once an hour for each administrator and thing; everything else each time, ' +
      'written in the transaction that does it.',
  })
  @ApiOkResponse({ standardSchema: auditPageSchema })
  list(@Query({ schema: auditQuerySchema }) query: AuditQuery): Promise<AuditPage> {
    return this.audit.list(query);
  }

  @Get('auth/me/looks')
  @LoginOnly()
  @RequireScope('any')
  @ApiTags('accounts')
  @ApiOperation({ summary: 'What administrators looked at or changed of yours, newest first' })
  @ApiOkResponse({ standardSchema: auditPageSchema })
  looks(
    @CurrentUser() caller: Caller,
    @Query({ schema: looksQuerySchema }) query: LooksQuery,
  ): Promise<AuditPage> {
    return this.audit.looks(caller, query);
  }
}
