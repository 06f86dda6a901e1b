import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { writeClimberClip } from '../../../tools/clips/climber-clip.mjs';
import { writeMarkerFinder } from '../../../tools/clips/marker-finder.mjs';
import { writeNumberReader } from '../../../tools/clips/number-reader.mjs';
import { writeNumberedClip } from '../../../tools/clips/numbered-clip.mjs';
import { videoToMjpeg } from '../../../tools/clips/video-to-mjpeg.mjs';
import { CLIPS, hasRealMaterial, MADE, MODELS, REAL_VIDEO } from './places.js';

/** A clip that a run broke off in is not taken for a whole one. */
async function once(file: string, write: (file: string) => Promise<unknown>): Promise<void> {
  if (existsSync(file)) return;
  await write(`${file}.part`);
  await rename(`${file}.part`, file);
}

/** Makes the camera clips and the models that read them. */
export default async function prepareClips(): Promise<void> {
  await mkdir(MADE, { recursive: true });
  await writeMarkerFinder(path.join(MODELS['marker-finder'], 'movenet-lightning'));
  await writeNumberReader(path.join(MODELS['number-reader'], 'movenet-lightning'));
  await once(CLIPS.climber, (file) => writeClimberClip(file));
  await once(CLIPS.numbered, (file) => writeNumberedClip(file));
  if (hasRealMaterial) await once(CLIPS.real, (file) => videoToMjpeg(REAL_VIDEO, file));
}
