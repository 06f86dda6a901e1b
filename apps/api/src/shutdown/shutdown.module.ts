import { Global, Module } from '@nestjs/common';
import { Shutdown } from './shutdown.js';

/** How a server stops; see {@link Shutdown}. */
@Global()
@Module({ providers: [Shutdown], exports: [Shutdown] })
export class ShutdownModule {}
