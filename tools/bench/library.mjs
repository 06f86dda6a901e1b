// What finding sessions costs with 100,000 of them: every kind of page, search and filter over REST, beside SELECTs by
// primary key of the same run; that PostgreSQL goes through indexes alone, and how many of its pages it reads, which a busy
// machine does not change; and how soon the first page can be used in a browser with an empty cache.
import pg from 'pg';
import { LibraryQuery } from '../../apps/api/dist/sessions/library-query.js';
import { SESSIONS, fillLibrary } from './library/fill.mjs';
import { openFirstPages } from './library/first-page.mjs';
import { quantile, table } from './machine.mjs';
import { withServer } from './server-under-test.mjs';

const AIM_MS = 50;
const BROWSER_AIM_MS = 1000;

/** What people look for: frequent and rare, near and far, alone and together. */
const LOOKS = {
  'first page': '',
  'first page, 100': 'limit=100',
  'oldest first': 'sort=createdAt',
  'by name': 'sort=name',
  'by name, backwards': 'sort=-name',
  'longest first': 'sort=-duration',
  trash: 'deleted=true',
  pinned: 'pinned=true',
  'not pinned, by name': 'pinned=false&sort=name',
  failed: 'status=failed',
  'failed, by name': 'status=failed&sort=name',
  'recording (none)': 'status=recording',
  'tag, frequent': 'tag=project',
  'tag, only long ago': 'tag=old%20gym',
  'tag, only long ago, by duration': 'tag=old%20gym&sort=duration',
  'tag, none': 'tag=nobody',
  'a month': 'from=2024-02-01T00:00:00Z&to=2024-03-01T00:00:00Z',
  'a month, by name': 'from=2024-02-01T00:00:00Z&to=2024-03-01T00:00:00Z&sort=name',
  'search: one letter': 'q=a',
  'search: two letters, none': 'q=zq',
  'search: two letters, rare': 'q=%C3%BC',
  'search: in all': 'q=attempt',
  'search: one in nine': 'q=overhang',
  'search: one in nine, by name': 'q=overhang&sort=-name',
  'search: one in twenty, only long ago': 'q=kletterhalle',
  'search: one session': 'q=77777',
  'search: none': 'q=zzzzz',
  'search: three words': 'q=blue%20slab%205b',
  'search, tag, pinned': 'q=slab&tag=project&pinned=true',
};

export default async function library({ quick }) {
  const rounds = quick ? 5 : 30;
  await withServer(async ({ url, client, databaseUrl }) => {
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    try {
      const begun = performance.now();
      const { userId, sample } = await fillLibrary(database);
      console.log(
        `${SESSIONS.toLocaleString('en')} sessions stored in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`,
      );
      const get = async (path) => {
        const answer = await fetch(`${url}/api/v1${path}`, { headers: client.headers });
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        return answer.json();
      };
      const print = table(['', 'p50 ms', 'p95 ms', 'max ms', 'found', 'pages', 'plan']);
      const measure = async (name, task, found = '', pages = '', plan = '') => {
        await task();
        const times = [];
        for (let i = 0; i < rounds; i++) {
          const start = performance.now();
          await task();
          times.push(performance.now() - start);
        }
        print([name, ...[0.5, 0.95, 1].map((q) => quantile(times, q).toFixed(1)), found, pages, plan]);
        return quantile(times, 0.95);
      };
      await measure('SELECT by primary key', () =>
        database.query('SELECT * FROM session_recording WHERE id = $1', [sample]),
      );
      await measure('GET /sessions/:id', () => get(`/sessions/${sample}`));
      const slow = [];
      const look = async (name, query, owner) => {
        const path = `/sessions?${query}${owner ? '&owner=me' : ''}`;
        const { items } = await get(path);
        const { scans, pages } = await plansOf(database, owner ? userId : null, query);
        const p95 = await measure(name, () => get(path), items.length, pages, scans.join(', '));
        if (p95 > AIM_MS || scans.some((scan) => scan.startsWith('Seq Scan'))) slow.push(name);
      };
      for (const [name, query] of Object.entries(LOOKS)) await look(name, query, true);
      await look('everybody’s, first page', '', false);
      await look('everybody’s, search, only long ago', 'q=kletterhalle', false);
      const cursor = await farCursor(get, quick ? 20 : 200);
      await look(`page ${quick ? 20 : 200} of 100`, `limit=100&cursor=${cursor}`, true);
      console.log(
        slow.length === 0
          ? `\nEvery p95 is below ${AIM_MS} ms, and every plan goes through indexes.`
          : `\nNot met (p95 below ${AIM_MS} ms, indexes only): ${slow.join('; ')}`,
      );
      const { usable, busy } = await openFirstPages({
        ...{ url, cookie: client.headers.cookie, rounds: quick ? 3 : 15 },
      });
      const [median, p95] = [0.5, 0.95].map((q) => quantile(usable, q).toFixed(0));
      console.log(
        `\nFirst page in a browser with an empty cache, usable after ${median} ms (p95 ${p95} ms, aim ${BROWSER_AIM_MS} ms); ` +
          `of it ${quantile(busy, 0.5).toFixed(0)} ms of work on the page's main thread`,
      );
    } finally {
      await database.end();
    }
  });
}

/** Walks so many pages of a hundred. */
async function farCursor(get, pages) {
  let cursor = '';
  for (let page = 1; page < pages; page++) {
    const { nextCursor } = await get(`/sessions?limit=100&owner=me${cursor && `&cursor=${cursor}`}`);
    cursor = nextCursor;
  }
  return cursor;
}

/** How PostgreSQL reads tables for a page: the scans of the statements that are carried out for it, and the pages of 8 kB. */
async function plansOf(database, userId, search) {
  const params = Object.fromEntries(new URLSearchParams(search));
  const flags = Object.fromEntries(
    ['pinned', 'deleted'].filter((name) => name in params).map((name) => [name, params[name] === 'true']),
  );
  const limit = Number(params.limit ?? 24);
  const query = new LibraryQuery(userId, { sort: '-createdAt', ...params, ...flags, limit });
  const statements = [userId === null ? query.everybodys() : query.near()];
  const { rowCount } = await database.query(statements[0].text, statements[0].values);
  if (userId !== null && query.isFiltered && rowCount <= limit) statements.push(query.anywhere());
  const scans = [];
  let pages = 0;
  for (const { text, values } of statements) {
    const { rows } = await database.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
    const { Plan: plan } = rows[0]['QUERY PLAN'][0];
    pages += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
    collectScans(plan, scans);
  }
  return { scans, pages };
}

function collectScans(node, scans) {
  const relation = node['Relation Name'];
  if (relation === 'library_entry' && /Scan/.test(node['Node Type'])) {
    const index = node['Index Name'] ?? indexesBelow(node).join(' & ');
    scans.push(`${node['Node Type']} ${index.replaceAll('ix_library_entry_', '')}`);
  }
  for (const child of node.Plans ?? []) collectScans(child, scans);
}

function indexesBelow(node) {
  return (node.Plans ?? []).flatMap((child) => [child['Index Name'] ?? [], indexesBelow(child)].flat());
}
