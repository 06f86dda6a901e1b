import { Controller, Get, Param, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController, ApiOkResponse, ApiTags, ApiOperation } from '@nestjs/swagger';
import { type Response } from 'express';
import * as z from 'zod';
import { Public } from '../accounts/access.js';
import { Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { isModelName, MODEL_FILE, MODEL_NAMES } from './model-catalogue.js';
import { ModelsService } from './models.service.js';

const modelsSchema = z.array(
  z.object({ name: z.enum(MODEL_NAMES), available: z.boolean(), url: z.string() }).meta({ id: 'PoseModel' }),
);

/** Tells which pose models are here. */
@ApiTags('models')
@Controller('models')
export class ModelsController {
  constructor(private readonly models: ModelsService) {}

  @Get()
  @ApiOperation({ summary: 'The pose models, and which are here' })
  @Public()
  @ApiOkResponse({ standardSchema: modelsSchema })
  list(): Promise<z.infer<typeof modelsSchema>> {
    return this.models.list();
  }
}

/** The files of the models, where TF.js loads them from. */
@ApiExcludeController()
@Controller({ path: 'models', version: VERSION_NEUTRAL })
export class ModelFilesController {
  constructor(
    private readonly models: ModelsService,
    private readonly config: Config,
  ) {}

  @Get(':name/:file')
  @Public()
  async file(
    @Param('name') name: string,
    @Param('file') file: string,
    @Res() response: Response,
  ): Promise<void> {
    if (!isModelName(name) || !MODEL_FILE.test(file)) throw notFound();
    await this.models.ensure(name);
    await new Promise<void>((resolve, reject) => {
      response.sendFile(
        `${name}/${file}`,
        // Somebody may put other weights there under the same names: browsers ask, and get 304.
        { root: this.config.modelDir, headers: { 'Cache-Control': 'no-cache' } },
        (error) => {
          // A browser that goes away in the middle is nobody's failure.
          if (!error || response.headersSent) resolve();
          else reject(notFound());
        },
      );
    });
  }
}

function notFound(): DomainError {
  return new DomainError('not_found', 'There is no such model file');
}
