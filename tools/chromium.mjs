// Finds the Chromium that the browser tests and the screenshot tool drive, and installs one where there is none.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run.
    return false;
  }
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** The path of a Chromium on this machine, or undefined. `CHROMIUM` names one outright. */
export async function findChromium() {
  if (process.env.CHROMIUM) {
    if (!executable(process.env.CHROMIUM)) {
      throw new Error(`CHROMIUM=${process.env.CHROMIUM} is not an executable file.`);
    }
    return process.env.CHROMIUM;
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const name of NAMES) {
    const found = folders.map((folder) => path.join(folder, name)).find(executable);
    if (found) return found;
  }
  const own = await playwrightsOwn();
  return existsSync(own) ? own : undefined;
}

/**
 * A Chromium to test with: the one found, else Debian's package (as root with apt), else Playwright's own build.
 *
 * @throws Error that says what was tried and what to do when none can be had
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  const tried = [];
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('No Chromium here: installing the package "chromium" …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'inherit', env });
    tried.push('apt-get install chromium');
  } else {
    console.log("No Chromium here: fetching Playwright's own …");
    spawnSync('npx', ['playwright', 'install', '--with-deps', 'chromium'], { stdio: 'inherit' });
    tried.push('npx playwright install chromium');
  }
  const installed = await findChromium();
  if (installed) return installed;
  throw new Error(
    `The browser tests need Chromium; none was found, and "${tried.join('", "')}" did not bring one. ` +
      'Install Chromium or Chrome, or set CHROMIUM to its executable, and run the tests again.',
  );
}

/** Chromium's version, for reports. */
export function chromiumVersion(file) {
  return execFileSync(file, ['--version', '--no-sandbox'], { encoding: 'utf8' }).trim();
}
