// What a flood does to those who record: 1,000 sockets that connect again and again and 50 that send as fast as they can,
// while 20 recordings go on; their acknowledgements beside those of the same recordings undisturbed.
import { fork } from 'node:child_process';
import os from 'node:os';
import { messageOf } from './child-process.mjs';
import { drive, LIVE } from './ingest/drive.mjs';
import { cpuSecondsOfTree, table } from './machine.mjs';
import { withServer } from './server-under-test.mjs';
import { checkStored } from './stored.mjs';

const RECORDERS = 20;
const CONNECTING = 1_000;
const SENDING = 50;
/** Who sends shares an account with so many others: the limits of one user are not what saves the house. */
const SENDERS_OF_A_USER = 10;
const NICER = 5;
const AIM_TIMES = 3;
const AIM_MS = 500;

export default async function flood({ quick }) {
  const seconds = quick ? 15 : 60;
  await withServer(
    async (server) => {
      const { url, client } = server;
      const task = { ...LIVE, url, cookie: client.headers.cookie, recorders: RECORDERS };
      let { frames } = await drive(server, { ...task, messages: 30 });
      const print = table(['', 'frames/s', 'p50 ms', 'p99 ms', 'worst ms', 'server CPU s']);
      const row = async (name, settings) => {
        const before = cpuSecondsOfTree(server.pid);
        const run = await drive(server, { ...task, seconds, messages: 3 * seconds + 30, ...settings });
        frames += run.frames;
        const cpu = cpuSecondsOfTree(server.pid) - before;
        const figures = [run.p50, run.p99, run.worst, cpu].map((n) => n.toFixed(1));
        print([name, run.framesPerSecond.toFixed(0), ...figures]);
        return run;
      };
      const alone = await row(`${RECORDERS} recordings alone`);
      // Before the flood, as those who record were there before it; what follows holds for them from its first moment on.
      const attackers = await attack(server);
      const flooded = await row(`${RECORDERS} recordings, flooded`, { beforeBegin: () => attackers.begin() });
      const told = await attackers.stop();
      await checkStored(server.databaseUrl, frames);
      const times = flooded.p99 / alone.p99;
      console.log(
        `\np99 is ${times.toFixed(1)} times as long (aim: at most ${AIM_TIMES} times, below ${AIM_MS} ms): ` +
          (times <= AIM_TIMES && flooded.p99 < AIM_MS ? 'reached' : 'missed'),
      );
      console.log(
        `No recorder lost its connection; all ${frames} acknowledged frames are stored, without a gap.`,
      );
      const counts = Object.entries(told).map(([what, count]) => `${count} ${what}`);
      console.log(`The flood: ${counts.join(', ')}.`);
    },
    // The limits as they are delivered: the flood is what they are for. The recordings of each row are left as they are.
    { RECORDINGS_PER_USER: '0' },
  );
}

/**
 * A process that floods, with accounts of its own. It is nice: far away it would not take this machine's cores at all. Not
 * nicer, as on a busy machine there would be no flood.
 */
async function attack({ url, client }) {
  const cookies = [];
  for (let i = 0; i < SENDING / SENDERS_OF_A_USER; i++) {
    const account = { email: `attacker-${i}@example.org`, password: 'correct horse', name: 'Attacker' };
    await client.json('POST', '/admin/users', account);
    const { email, password } = account;
    const answer = await client.send('POST', '/auth/login', { email, password });
    cookies.push(answer.headers.get('set-cookie').split(';')[0]);
  }
  const child = fork(new URL('flood/attackers.mjs', import.meta.url));
  os.setPriority(child.pid, os.getPriority() + NICER);
  child.send({ url, cookies, connecting: CONNECTING, sending: SENDING });
  await messageOf(child);
  return {
    async begin() {
      const on = messageOf(child);
      child.send('begin');
      await on;
    },
    async stop() {
      const told = messageOf(child);
      child.send('stop');
      return told;
    },
  };
}
