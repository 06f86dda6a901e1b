import type { Frame } from '@reclimb/contracts';
import { decodeFrames, PackedFramesError } from '@reclimb/pose';
import { validationError } from '../errors/validation.js';

/** Reads a batch in the packed form. Throws `validation_failed` when it is none. */
export function decodeBatch(packed: Uint8Array): Frame[] {
  try {
    return decodeFrames(packed);
  } catch (error) {
    if (error instanceof PackedFramesError) {
      throw validationError([{ path: ['packed'], message: error.message }]);
    }
    throw error;
  }
}
