// `npm test`: everything that says whether Reclimb is right, from formatting to a real browser.
//
//   npm test                 all of it
//   npm test -- unit browser only the named steps
//
// Every step's own output is shown; the closing line sums the tests up. A failed build ends the run, any other failure
// lets the remaining steps run and fails at the end.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';

const root = path.resolve(import.meta.dirname, '..');
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const jest = (config, ...args) => [bin('jest'), '-c', config, ...args];

/** Name, what it proves, command; `needed` when nothing after it makes sense without it. */
const STEPS = [
  { name: 'lockfile', command: [process.execPath, 'tools/lockcheck.cjs', 'package-lock.json'] },
  { name: 'licences', command: [process.execPath, 'tools/licences.mjs', '--check'] },
  { name: 'format', command: [bin('prettier'), '--check', '.', '--log-level', 'warn'] },
  { name: 'build', command: [bin('nx'), 'run-many', '-t', 'build', '--outputStyle=static'], needed: true },
  { name: 'lint', command: [bin('nx'), 'run-many', '-t', 'lint', '--parallel=2', '--outputStyle=static'] },
  {
    name: 'types',
    command: [bin('nx'), 'run-many', '-t', 'typecheck', '--parallel=2', '--outputStyle=static'],
  },
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

/** Runs a command, shows its output as it comes, and returns it with the exit code. */
function run([command, ...args], env) {
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
        process[stream].write(chunk);
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

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`Unknown step: ${unknown.join(', ')}. Steps: ${STEPS.map((step) => step.name).join(', ')}`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const report = [];
for (const step of STEPS) {
  if (chosen.length > 0 && !chosen.includes(step.name)) continue;
  console.log(`\n━━ ${step.name}`);
  const started = performance.now();
  let result;
  try {
    result = await run(step.command, await step.before?.());
  } catch (error) {
    console.error(error.message);
    result = { code: 1, output: '' };
  }
  const counts = countTests(result.output);
  for (const word of Object.keys(total)) total[word] += counts[word];
  // A step that fails without naming a failed test (a build, a crash) counts as one failure.
  if (result.code !== 0 && counts.failed === 0) total.failed += 1;
  report.push({ step: step.name, ok: result.code === 0, seconds: (performance.now() - started) / 1000 });
  if (result.code !== 0 && step.needed) break;
}

console.log('\n━━ summary');
for (const { step, ok, seconds } of report) {
  console.log(`${ok ? '✔' : '✘'} ${step.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s`);
}
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(report.every(({ ok }) => ok) ? 0 : 1);
