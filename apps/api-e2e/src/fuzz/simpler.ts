import { type Attempt } from './requests.js';

/** Trials after which the smallest so far is good enough. */
const MOST_TRIALS = 60;

/**
 * The smallest request that still fails: without headers, parameters and parts of the body that it does not take.
 *
 * @param stillFails whether a smaller one fails in the same way.
 */
export async function simpler(
  attempt: Attempt,
  stillFails: (smaller: Attempt) => Promise<boolean>,
): Promise<Attempt> {
  let smallest = attempt;
  for (let trials = 0; trials < MOST_TRIALS;) {
    let found: Attempt | undefined;
    for (const candidate of smallerThan(smallest)) {
      if (++trials > MOST_TRIALS) break;
      if (await stillFails(candidate)) {
        found = candidate;
        break;
      }
    }
    if (!found) break;
    smallest = found;
  }
  return smallest;
}

function* smallerThan(attempt: Attempt): Generator<Attempt> {
  const { request } = attempt;
  const withRequest = (change: Partial<Attempt['request']>): Attempt => ({
    ...attempt,
    request: { ...request, ...change },
  });
  const [pathname = '', query = ''] = request.path.split('?');
  const pairs = query === '' ? [] : query.split('&');
  for (const pair of pairs) {
    const rest = pairs.filter((one) => one !== pair).join('&');
    yield withRequest({ path: rest === '' ? pathname : `${pathname}?${rest}` });
  }
  for (const name of Object.keys(request.headers)) {
    if (name === 'cookie' || name === 'authorization') continue;
    const { [name]: _, ...headers } = request.headers;
    yield withRequest({ headers });
  }
  if (!request.body?.length) return;
  yield withRequest({ body: undefined });
  for (const body of smallerBodies(request.body)) yield withRequest({ body });
}

function* smallerBodies(body: Buffer): Generator<Buffer> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    yield body.subarray(0, body.length >> 1);
    yield body.subarray(body.length >> 1);
    return;
  }
  for (const smaller of smallerValues(value)) yield Buffer.from(JSON.stringify(smaller));
}

function* smallerValues(value: unknown): Generator {
  if (typeof value !== 'object' || value === null) return;
  const copyWithout = (key: string): unknown =>
    Array.isArray(value)
      ? value.filter((_, index) => String(index) !== key)
      : Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    yield copyWithout(key);
    for (const smaller of smallerValues(inner)) {
      yield Array.isArray(value)
        ? value.map((one: unknown, index) => (String(index) === key ? smaller : one))
        : { ...value, [key]: smaller };
    }
  }
}
