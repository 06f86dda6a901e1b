// `npm test`: everything that says whether Reclimb is right, from formatting to a real browser.
//
//   npm test                 all of it
//   npm test -- unit browser only the named steps
//
// Every step's own output is shown, one after the other, also of steps that run side by side; the closing line sums the
// tests up. A failed build ends the run, any other failure lets the remaining steps run and fails at the end.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';

const root = path.resolve(import.meta.dirname, '..');
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const jest = (config, ...args) => [bin('jest'), '-c', config, ...args];

/**
 * Name and command; `needed` when nothing after it makes sense without it. Steps in a list of their own run side by side, one
 * core each: what looks at times is not among them.
 */
const STEPS = [
  { name: 'lockfile', command: [process.execPath, 'tools/lockcheck.cjs', 'package-lock.json'] },
  { name: 'licences', command: [process.execPath, 'tools/licences.mjs', '--check'] },
  { name: 'format', command: [bin('prettier'), '--check', '.', '--log-level', 'warn'] },
  {
    name: 'build',
    command: [bin('nx'), 'run-many', '-t', 'build', 'client', '--outputStyle=static'],
    needed: true,
  },
  [
    // One process for all projects: each of its own would read the same libraries and the workspace's graph again.
    { name: 'lint', command: [bin('eslint'), '.', '--max-warnings', '0'] },
    {
      name: 'types',
      command: [bin('nx'), 'run-many', '-t', 'typecheck', '--parallel=1', '--outputStyle=static'],
    },
  ],
  { name: 'unit', command: jest('jest.config.ts', '--maxWorkers=100%') },
  { name: 'openapi', command: [process.execPath, 'tools/openapi.mjs', '--check'] },
  { name: 'migrations', command: [process.execPath, 'tools/check-migrations.mjs'] },
  { name: 'integration', command: jest('apps/api/jest.int.config.ts', '--runInBand') },
  { name: 'processes', command: jest('apps/api-e2e/jest.config.ts', '--runInBand') },
  {
    name: 'browser',
    command: [bin('playwright'), 'test', '-c', 'apps/web-e2e/playwright.config.ts'],
    before: async () => ({ CHROMIUM: await ensureChromium() }),
  },
];

/** Runs a command, hands on its output as it comes, and returns it with the exit code. */
function run([command, ...args], env, show) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0', NX_TUI: 'false', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of ['stdout', 'stderr']) {
      child[stream].on('data', (chunk) => {
        output += chunk;
        show(stream, chunk);
      });
    }
    child.once('error', (error) => resolve({ code: 1, output: output + error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Counts from the closing lines of Jest ("Tests: 1 failed, 15 passed, 16 total") and Playwright ("3 passed (1.2m)"). */
function countTests(output) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [line] of output.matchAll(/^Tests:.*total$/gm)) {
    for (const [, number, word] of line.matchAll(/(\d+) (passed|failed|skipped|todo)/g)) {
      counts[word === 'todo' ? 'skipped' : word] += Number(number);
    }
  }
  for (const [, number, word] of output.matchAll(/^ {2}(\d+) (passed|failed|flaky|skipped|did not run)/gm)) {
    counts[{ flaky: 'failed', 'did not run': 'failed' }[word] ?? word] += Number(number);
  }
  return counts;
}

/** Runs a step from its heading to its result. */
async function runStep(step, show) {
  show('stdout', `\n━━ ${step.name}\n`);
  const started = performance.now();
  let result;
  try {
    result = await run(step.command, await step.before?.(), show);
  } catch (error) {
    show('stderr', `${error.message}\n`);
    result = { code: 1, output: '' };
  }
  return { step, ...result, seconds: (performance.now() - started) / 1000 };
}

const print = (stream, chunk) => process[stream].write(chunk);

/** Runs steps side by side. The first one's output is shown as it comes, each other's when those before it have ended. */
async function runTogether(steps) {
  const running = steps.map((step, index) => {
    const held = [];
    const ended = runStep(step, index === 0 ? print : (...output) => held.push(output));
    return { held, ended };
  });
  const results = [];
  for (const { held, ended } of running) {
    results.push(await ended);
    for (const output of held) print(...output);
  }
  return results;
}

const chosen = process.argv.slice(2);
const names = STEPS.flat().map(({ name }) => name);
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown step: ${unknown.join(', ')}. Steps: ${names.join(', ')}`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const report = [];
run: for (const entry of STEPS) {
  const steps = [entry].flat().filter(({ name }) => chosen.length === 0 || chosen.includes(name));
  for (const { step, code, output, seconds } of await runTogether(steps)) {
    const counts = countTests(output);
    for (const word of Object.keys(total)) total[word] += counts[word];
    // A step that fails without naming a failed test (a build, a crash) counts as one failure.
    if (code !== 0 && counts.failed === 0) total.failed += 1;
    report.push({ step: step.name, ok: code === 0, seconds });
    if (code !== 0 && step.needed) break run;
  }
}

console.log('\n━━ summary');
for (const { step, ok, seconds } of report) {
  console.log(`${ok ? '✔' : '✘'} ${step.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s`);
}
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(report.every(({ ok }) => ok) ? 0 : 1);
