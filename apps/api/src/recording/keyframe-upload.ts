import { MAX_KEYFRAME_BYTES } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import sharp from 'sharp';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from '../errors/validation.js';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { Metrics } from '../metrics/metrics.js';
import { FramesRepository } from '../sessions/frames.repository.js';
import { sessionNotFound } from '../sessions/session-access.js';
import { type RecordingClient } from './recording-client.js';
import { RecordingBounds } from './recording-bounds.js';
import { RecordingHolds } from './recording-holds.js';
import { gap } from './recording-refusals.js';

/** A camera's largest picture, with room; a small file may unpack to gigabytes otherwise. */
const MAX_PIXELS = 64_000_000;
const QUALITY = 90;

/** Keyframe images: pictures of frames that are stored. */
@Injectable()
export class KeyframeUpload {
  constructor(
    private readonly holds: RecordingHolds,
    private readonly bounds: RecordingBounds,
    private readonly frames: FramesRepository,
    private readonly media: MediaStore,
    private readonly metrics: Metrics,
  ) {}

  /** Stores the picture of one frame; a picture that is there already stays. */
  store(client: RecordingClient, sessionId: string, frameNumber: number, image: Uint8Array): Promise<number> {
    if (image.byteLength > MAX_KEYFRAME_BYTES) {
      throw new DomainError('payload_too_large', `Expected at most ${MAX_KEYFRAME_BYTES} bytes`);
    }
    return this.holds.inOrder(sessionId, async () => {
      const row = await this.holds.writable(client, sessionId);
      const stored = await this.frames.imagePathOf(sessionId, frameNumber);
      if (stored === undefined) throw gap({ nextFrameNumber: row.frameCount });
      if (stored !== null) return frameNumber;
      const picture = await sanitisedPicture(image);
      await this.bounds.admitPicture(client, sessionId, picture.bytes.byteLength);
      const key = mediaKeys.keyframe(sessionId, frameNumber, picture.type);
      await this.media.put(key, picture.bytes);
      if (!(await this.frames.setImagePath(sessionId, frameNumber, key, picture.bytes.byteLength))) {
        // The session was removed meanwhile: nobody would ever look for the picture.
        await this.media.remove(key);
        throw sessionNotFound();
      }
      this.metrics.bytesStored.inc({ kind: 'keyframe' }, picture.bytes.byteLength);
      return frameNumber;
    });
  }
}

/** A picture without anything else in it. */
export interface SanitisedPicture {
  type: 'jpeg' | 'webp';
  bytes: Buffer;
  /** Whether there was nothing to take away, so that the picture may as well stay as it came. */
  wasClean: boolean;
}

/**
 * The picture encoded anew: what is not picture (places, devices, scripts) is not stored. Throws `validation_failed` for
 * what is not a whole JPEG or WebP picture.
 */
export async function sanitisedPicture(image: Uint8Array): Promise<SanitisedPicture> {
  try {
    const picture = sharp(image, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
    const { format, exif, xmp, iptc, icc } = await picture.metadata();
    if (format === 'jpeg' || format === 'webp') {
      return {
        type: format,
        bytes: await picture.rotate().toFormat(format, { quality: QUALITY }).toBuffer(),
        wasClean: !exif && !xmp && !iptc && !icc,
      };
    }
  } catch (error) {
    throw new DomainError('validation_failed', 'image: The picture is damaged or of an unknown kind', {
      details: { errors: [{ path: 'image', message: 'The picture is damaged or of an unknown kind' }] },
      cause: error,
    });
  }
  throw validationError([{ path: ['image'], message: 'Expected a JPEG or WebP picture' }]);
}
