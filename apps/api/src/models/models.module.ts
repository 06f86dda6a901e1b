import { Module } from '@nestjs/common';
import { ModelFilesController, ModelsController } from './models.controller.js';
import { ModelsService } from './models.service.js';

/** Pose models for browsers; see {@link ModelsService}. */
@Module({ controllers: [ModelsController, ModelFilesController], providers: [ModelsService] })
export class ModelsModule {}
