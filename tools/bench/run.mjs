// `npm run bench -- NAME… [--quick | --full]`: measures the built server on this machine, beside baselines of the same run.
//
//   ingest   what recording costs and how fast it can be
//   cleanup  what 10,000 sessions that go by policy in one run do to 20 recordings, and how long locks are held
//   exports  an hour in every format: throughput and memory
//   flood    what 1,000 sockets connecting and 50 sending as fast as they can do to 20 recordings
//   library  what finding sessions costs with 100,000 of them
//   replay   how fast an hour of frames answers; --full plays ten minutes in real time
//   player   how the player in the browser answers and draws; --full plays a loop for ten minutes
//
// Figures of a busy machine are worth little: the load is printed before and after. Build first (`npm run build`).
import { parseArgs } from 'node:util';
import { describeMachine, describeLoad } from './machine.mjs';

const BENCHES = {
  cleanup: () => import('./cleanup.mjs'),
  exports: () => import('./exports.mjs'),
  flood: () => import('./flood.mjs'),
  ingest: () => import('./ingest.mjs'),
  library: () => import('./library.mjs'),
  replay: () => import('./replay.mjs'),
  player: () => import('./player.mjs'),
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, full: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in BENCHES));
if (positionals.length === 0 || unknown.length > 0) {
  console.error(`Name one of: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}

console.log(describeMachine());
for (const name of positionals) {
  console.log(`\n━━ ${name}${values.quick ? ' (quick)' : ''}   ${describeLoad()}`);
  const { default: bench } = await BENCHES[name]();
  await bench(values);
  console.log(`\n${describeLoad()}`);
}
