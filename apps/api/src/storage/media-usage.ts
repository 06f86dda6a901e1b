import { Injectable } from '@nestjs/common';
import { mediaKeys, sessionOfKey } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';

/** How long what was counted holds: the walk over all files takes seconds for ten thousands of sessions. */
const FRESH_MS = 5 * 60_000;
/** Folders that are read at once. */
const AT_ONCE = 16;
const SESSION_IMAGE = /\/(keyframes\/|thumbnail)/;

/** What lies in the media store, by looking at it. */
@Injectable()
export class MediaUsage {
  private counted: { at: number; images: Promise<ReadonlyMap<string, number>> } | undefined;

  constructor(private readonly media: MediaStore) {}

  /** Bytes of keyframes and thumbnails by session, as of some minutes ago. */
  images(): Promise<ReadonlyMap<string, number>> {
    const now = performance.now();
    if (!this.counted || now - this.counted.at > FRESH_MS) {
      const images = this.countImages();
      this.counted = { at: now, images };
      images.catch(() => (this.counted = undefined));
    }
    return this.counted.images;
  }

  /** Bytes of all that belongs to each of these sessions, in their order, now. */
  async ofSessions(ids: readonly string[]): Promise<number[]> {
    const bytes: number[] = [];
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      bytes.push(...(await Promise.all(ids.slice(i, i + AT_ONCE).map((id) => this.ofSession(id)))));
    }
    return bytes;
  }

  private async ofSession(id: string): Promise<number> {
    let bytes = 0;
    for await (const { size } of this.media.list(mediaKeys.session(id))) bytes += size;
    return bytes;
  }

  private async countImages(): Promise<ReadonlyMap<string, number>> {
    const images = new Map<string, number>();
    for await (const { key, size } of this.media.list(mediaKeys.sessions)) {
      if (!SESSION_IMAGE.test(key)) continue;
      const id = sessionOfKey(key);
      images.set(id, (images.get(id) ?? 0) + size);
    }
    return images;
  }
}
