import { type AccountExportStatus, accountExportStatusSchema } from '@reclimb/contracts';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser, LoginOnly, RequireScope } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { sendDownload } from '../exports/download.js';
import { AccountExportService } from './account-export.service.js';

/** Everything of one's own. A login is needed: a leaked token does not take all there is at once. */
@ApiTags('accounts')
@Controller('auth/me/export')
@LoginOnly()
@RequireScope('any')
export class AccountExportController {
  constructor(private readonly exports: AccountExportService) {}

  @Get()
  @ApiOperation({
    summary: 'Everything of yours as one archive, streamed',
    description:
      'A zip of `account.json` (account, logins, tokens and webhooks without their secrets), `looks.ndjson` (what ' +
      'administrators looked at), each session, the trash included, as a zip for `POST /sessions/import` with its media and ' +
      'markers, `sessions.json` (links, and what is not whole, such as a recording in progress), and `manifest.json` with ' +
      'SHA-256 sums. One at a time: another one meanwhile is `rate_limited`.',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  send(@CurrentUser() caller: Caller, @Req() request: Request, @Res() response: Response): Promise<void> {
    return sendDownload(request, response, this.exports.open(caller));
  }

  @Get('status')
  @ApiOperation({ summary: 'How far your newest export is' })
  @ApiOkResponse({ standardSchema: accountExportStatusSchema })
  status(@CurrentUser() caller: Caller): Promise<AccountExportStatus> {
    return this.exports.status(caller);
  }
}
