import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { FolderMediaStore } from './folder-media-store.js';
import { MediaMount } from './media-mount.js';
import { MediaRemoval } from './media-removal.js';
import { MediaStore } from './media-store.js';

/** Where videos and images live. */
@Global()
@Module({
  providers: [
    {
      provide: MediaStore,
      inject: [Config],
      useFactory: (config: Config) => new FolderMediaStore(config.mediaDir),
    },
    MediaRemoval,
    MediaMount,
  ],
  exports: [MediaStore, MediaRemoval, MediaMount],
})
export class MediaModule {}
