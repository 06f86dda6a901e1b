import {
  type Marker,
  type MarkerCreate,
  markerCreateSchema,
  type MarkerPatch,
  markerPatchSchema,
  markerSchema,
  sessionIdSchema,
} from '@reclimb/contracts';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import * as z from 'zod';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { MarkersService } from './markers.service.js';

const markerIdSchema = z.uuid();

/** Markers of one session. */
@ApiTags('markers')
@Controller('sessions/:id/markers')
export class MarkersController {
  constructor(private readonly markers: MarkersService) {}

  @Get()
  @ApiOperation({ summary: 'All markers of a session, by time' })
  @ApiOkResponse({ standardSchema: z.array(markerSchema) })
  list(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
  ): Promise<Marker[]> {
    return this.markers.list(caller, id);
  }

  @Post()
  @ApiOperation({ summary: 'Set a marker' })
  @ApiCreatedResponse({ standardSchema: markerSchema })
  add(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Body({ schema: markerCreateSchema }) marker: MarkerCreate,
  ): Promise<Marker> {
    return this.markers.add(caller, id, marker);
  }

  @Patch(':markerId')
  @ApiOperation({ summary: 'Change a marker; what is absent stays' })
  @ApiOkResponse({ standardSchema: markerSchema })
  patch(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Param('markerId', { schema: markerIdSchema }) markerId: string,
    @Body({ schema: markerPatchSchema }) patch: MarkerPatch,
  ): Promise<Marker> {
    return this.markers.patch(caller, id, markerId, patch);
  }

  @Delete(':markerId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a marker' })
  @ApiNoContentResponse()
  remove(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Param('markerId', { schema: markerIdSchema }) markerId: string,
  ): Promise<void> {
    return this.markers.remove(caller, id, markerId);
  }
}
