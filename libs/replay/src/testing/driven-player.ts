import type { Frame } from '@reclimb/contracts';
import { MemorySource } from '../memory-source.js';
import { ReplayPlayer } from '../player.js';
import type { PlayerOptions } from '../player-view.js';
import type { ReplayExtent } from '../source.js';
import { HandClock, settle, TestCancellation } from './hand-clock.js';
import { sampleFrames } from './sample-frames.js';
import { ScriptedSource } from './scripted-source.js';

/** The surroundings of a player whose time a test moves by hand. */
export const playerOptions = (clock: HandClock): PlayerOptions => ({
  clock,
  delay: clock.delay,
  cancellation: () => new TestCancellation(),
});

/** How far these frames reach. */
export const extentOf = (frames: readonly Frame[], live = false): ReplayExtent => ({
  frameCount: frames.length,
  firstTimestamp: frames[0]?.timestamp ?? null,
  lastTimestamp: frames.at(-1)?.timestamp ?? null,
  live,
});

/** A player with all of its frames in memory. */
export async function loadedPlayer(frames = sampleFrames({ count: 301 }), more: Partial<PlayerOptions> = {}) {
  const clock = new HandClock();
  const player = new ReplayPlayer(new MemorySource('coco17', frames), { ...playerOptions(clock), ...more });
  await player.open();
  await settle();
  return { player, clock, frames };
}

/** A player whose frames come when the test says. */
export async function scriptedPlayer(
  frames = sampleFrames({ count: 301 }),
  extent = extentOf(frames),
  more: Partial<PlayerOptions> = {},
) {
  const clock = new HandClock();
  const source = new ScriptedSource();
  const player = new ReplayPlayer(source, { ...playerOptions(clock), ...more });
  const opening = player.open();
  source.answerOpen(extent);
  await opening;
  await settle();
  return { player, clock, frames, source };
}

/** Lets time pass, with a picture of the screen every `step` seconds. */
export function run(player: ReplayPlayer, clock: HandClock, seconds: number, step = 1 / 60): void {
  for (let left = seconds; left > 1e-9; left -= step) {
    clock.advance(Math.min(step, left));
    player.tick();
  }
}
