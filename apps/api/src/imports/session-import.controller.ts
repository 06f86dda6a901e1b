import path from 'node:path';
import { type Session, sessionSchema } from '@reclimb/contracts';
import { Controller, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { Config } from '../config/config.js';
import { SessionImport } from './session-import.service.js';
import { withUploadedFile } from './uploaded-file.js';
import { ApiProblems } from '../openapi/extensions.js';

/** The way back in for `zip` exports. */
@ApiTags('exports')
@Controller('sessions/import')
export class SessionImportController {
  constructor(
    private readonly imports: SessionImport,
    private readonly config: Config,
  ) {}

  @ApiProblems('validation_failed', 'quota_exceeded', 'storage_full')
  @Post()
  @ApiOperation({
    summary: 'A session from its zip export',
    description:
      'The same session again, with a new id: frames, markers, pictures, the bytes of the video. The archive is the body, ' +
      'or the one file of a form. Sums, sizes and contents are checked; a refused archive leaves nothing behind.',
  })
  @ApiConsumes('application/zip', 'multipart/form-data')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiCreatedResponse({ standardSchema: sessionSchema })
  import(
    @CurrentUser() caller: Caller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    const client = new AbortController();
    // Who goes away before the answer has called the import off.
    response.once('close', () => client.abort());
    return withUploadedFile(request, path.join(this.config.dataDir, 'imports'), (file) =>
      this.imports.run(caller, file, client.signal),
    );
  }
}
