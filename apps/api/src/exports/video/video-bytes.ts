import { CustomSource, type Source } from 'mediabunny';
import { DomainError } from '../../errors/domain-error.js';
import { type MediaStore } from '../../media/media-store.js';

/** The bytes of a video, wherever they lie. */
export interface VideoBytes {
  readonly size: number;
  /** Exactly the bytes from `start` (inclusive) to `end` (exclusive). Throws when they cannot be had. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A video in the media store. @throws DomainError `not_found` when it is not there any more. */
export async function storedVideo(media: MediaStore, key: string): Promise<VideoBytes> {
  const info = await media.stat(key);
  if (!info) throw new DomainError('not_found', 'The video is not there any more');
  return {
    size: info.size,
    async read(start, end) {
      const part = new Uint8Array(end - start);
      let done = 0;
      for await (const chunk of await media.read(key, { start, end })) {
        part.set(chunk as Buffer, done);
        done += (chunk as Buffer).length;
      }
      if (done < part.length) throw new Error('The video in the media store is shorter than it was');
      return part;
    },
  };
}

/** The bytes as the parser of videos reads them. */
export function sourceOf(bytes: VideoBytes): Source {
  return new CustomSource({
    getSize: () => bytes.size,
    read: (start, end) => bytes.read(start, end),
    prefetchProfile: 'fileSystem',
    // Of reading ahead, which nobody waits for: who needs those bytes reads them again.
    handleUnhandledError: () => undefined,
  });
}
