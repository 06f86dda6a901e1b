import { type ExportQuery, exportQuerySchema, sessionIdSchema } from '@reclimb/contracts';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { sendDownload } from './download.js';
import { ExportsService } from './exports.service.js';
import { ApiProblems } from '../openapi/extensions.js';

/** Sessions as files for other programs. */
@ApiTags('exports')
@Controller('sessions/:id/export')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @ApiProblems('conflict')
  @Get()
  @ApiOperation({
    summary: 'The session as a file for other programs, streamed',
    description:
      '`json`; `ndjson` (a frame a line); `csv` (a row a frame) and `csv-long` (a row a keypoint); `trc` with `dialect` ' +
      '`pixel` (default, Sports2D), `kinovea` or `metric` (OpenSim; needs `stature` in metres); `openpose` (zip of JSON, ' +
      'BODY_25, opens in Kinovea); `deeplabcut` (csv); `coco`; `mcap` (poses and video, for Foxglove and Lichtblick); ' +
      '`zip` (all of the session with SHA-256 sums, for `POST /sessions/import`). `trc`, `openpose` and `deeplabcut` have ' +
      'a row for each picture of the video. A `conflict` says that the video is not ready yet.',
  })
  @ApiProduces(
    'application/json',
    'application/x-ndjson',
    'text/csv',
    'text/tab-separated-values',
    'application/zip',
    'application/octet-stream',
  )
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Query({ schema: exportQuerySchema }) query: ExportQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendDownload(request, response, await this.exports.open(caller, id, query));
  }
}
