// Makes a long session on a running Reclimb: by default one hour at 30 fps of the synthetic climber, with video.
//
//   npm run session -- --email you@example.org --password …          (on a new server it makes that account)
//   npm run session -- --token … --url https://… --minutes 10
//   npm run session -- --email … --password … --poses poses.ndjson   recorded poses, without a video
//
// Prints the session's id. The libraries must have been built (`npm run build`).
import { parseArgs } from 'node:util';
import { recordedClip, syntheticClip } from './clip.mjs';
import { ReclimbClient } from './reclimb-client.mjs';
import { recordClip } from './record-clip.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    email: { type: 'string' },
    password: { type: 'string' },
    token: { type: 'string', default: process.env.RECLIMB_TOKEN },
    minutes: { type: 'string', default: '60' },
    name: { type: 'string' },
    poses: { type: 'string' },
  },
});

const minutes = Number(options.minutes);
if (!(minutes > 0 && minutes <= 24 * 60)) throw new Error('--minutes wants a number above 0, at most 1440');
if (!options.token && !(options.email && options.password)) {
  throw new Error('Say who is recording: --email and --password, or --token');
}

const begun = performance.now();
const client = options.token
  ? ReclimbClient.withToken(options.url, options.token)
  : await ReclimbClient.logIn(options.url, options.email, options.password);
const clip = options.poses ? recordedClip(options.poses) : syntheticClip();
const progress = process.stderr.isTTY
  ? (share) => process.stderr.write(`\r${Math.floor(share * 100)} % of the frames sent `)
  : undefined;
const session = await recordClip(client, clip, {
  seconds: minutes * 60,
  name: options.name ?? `${clip.name}, ${minutes} minutes`,
  onProgress: progress,
});
if (progress) process.stderr.write('\n');
const seconds = (performance.now() - begun) / 1000;
const video = session.video ? `, ${(session.video.sizeBytes / 1e6).toFixed(1)} MB of video` : '';
console.error(
  `${session.frameCount} frames${video} in ${seconds.toFixed(1)} s: ${options.url}/sessions/${session.id}`,
);
console.log(session.id);
