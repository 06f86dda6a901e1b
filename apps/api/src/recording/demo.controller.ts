import { type Session, sessionSchema } from '@reclimb/contracts';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { DemoSession } from './demo-session.js';

/** A ghost to look at before the first recording. */
@ApiTags('sessions')
@Controller('sessions')
export class DemoController {
  constructor(private readonly demo: DemoSession) {}

  @Post('demo')
  @HttpCode(200)
  @ApiOperation({ summary: "The caller's demo session: made at the first call, the same one afterwards" })
  @ApiOkResponse({ standardSchema: sessionSchema })
  make(@CurrentUser() caller: Caller): Promise<Session> {
    return this.demo.forCaller(caller);
  }
}
