import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { recordSession } from '../testing/recorded-session.js';
import { ask, framesOf, startOf } from '../testing/recordings.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

const METRICS_TOKEN = 'prometheus-in-the-cellar';

describe('/metrics', () => {
  let app: TestApp;
  let user: TestUser;
  beforeAll(async () => {
    app = await startApp({ config: { metricsToken: METRICS_TOKEN } });
    user = await app.newUser();
  });
  afterAll(() => app.close());

  const scrape = (token = METRICS_TOKEN) =>
    app.fetch('/metrics', { headers: { authorization: `Bearer ${token}` } });
  const read = async () => {
    const text = await (await scrape()).text();
    const values = new Map<string, number>();
    for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
      const at = line.lastIndexOf(' ');
      values.set(line.slice(0, at), Number(line.slice(at + 1)));
    }
    return values;
  };

  it('counts what is recorded, acknowledged, replayed, asked for, queued and stored', async () => {
    const before = await read();
    const { id } = await recordSession(app, user, { frames: 7, video: { container: 'mp4', pictures: 3 } });
    const recorder = await app.connect('/recording', user);
    const sessionId = randomUUID();
    await ask(recorder, 'start_recording', startOf({ sessionId }));
    await ask(recorder, 'pose_frames', { sessionId, frames: framesOf(0, 5) });
    await ask(recorder, 'sing_out_loud', {});
    const viewer = await app.connect('/replay', user, { auth: { sessionId: id } });
    await app.fetch(`/api/v1/sessions/${id}`, { user });
    await app.fetch(`/api/v1/sessions/${randomUUID()}`, { user });
    const after = await read();
    const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);

    expect(grown('reclimb_frames_stored_total')).toBe(12);
    expect(grown('reclimb_media_bytes_stored_total{kind="video"}')).toBeGreaterThan(100);
    expect(after.get('reclimb_recordings_live')).toBe(1);
    expect(after.get('reclimb_sockets{namespace="/recording"}')).toBe(1);
    expect(after.get('reclimb_sockets{namespace="/replay"}')).toBe(1);
    expect(grown('reclimb_acknowledgement_seconds_count{event="pose_frames"}')).toBeGreaterThanOrEqual(1);
    const route = 'http_request_duration_seconds_count{method="GET",route="/api/v1/sessions/:id"';
    expect(grown(`${route},status="200"}`)).toBeGreaterThanOrEqual(1);
    expect(grown(`${route},status="404"}`)).toBe(1);
    // The session is completed some moments before its job has ended.
    const done = 'reclimb_job_seconds_count{job="finalise-session",outcome="done"}';
    while ((await read()).get(done) !== 1);
    expect(after.get('reclimb_jobs{state="failed"}')).toBe(0);
    expect(after.get('reclimb_jobs{state="waiting"}')).toEqual(expect.any(Number));
    expect(after.get('reclimb_stored_bytes{kind="videos"}')).toEqual(expect.any(Number));
    expect(after.get('reclimb_stored_bytes{kind="database"}')).toBeGreaterThan(1_000_000);
    expect(after.get('reclimb_media_free_bytes')).toBeGreaterThan(0);
    expect(after.get('reclimb_database_connections{state="open"}')).toBeGreaterThan(0);
    expect(after.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
    // Neither a session, nor a made up event, nor anybody's name becomes a series.
    const series = [...after.keys()].join('\n');
    for (const word of [id, sessionId, 'sing_out_loud', user.id]) expect(series).not.toContain(word);

    viewer.disconnect();
    recorder.disconnect();
    for (;;) {
      const left = await read();
      if (left.get('reclimb_sockets{namespace="/replay"}') === 0) break;
    }
  });

  it('has every metric that the example rules for Prometheus ask for', async () => {
    const rules = await readFile(
      path.resolve(import.meta.dirname, '../../../../deploy/prometheus-rules.yml'),
      'utf8',
    );
    const asked = new Set(rules.match(/\b(reclimb|http|nodejs)_\w+/g));
    expect(asked.size).toBeGreaterThan(5);
    const text = await (await scrape()).text();
    const told = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    expect([...asked].filter((name) => !told.has(name.replace(/_(bucket|count)$/, '')))).toEqual([]);
  });

  it('is told to nobody with a token that is nearly right', async () => {
    expect((await scrape(`${METRICS_TOKEN}x`)).status).toBe(401);
    const elsewhere = { authorization: `Bearer ${METRICS_TOKEN}` };
    expect((await app.fetch('/api/v1/admin/status', { headers: elsewhere })).status).toBe(401);
  });

  it('leaves out what the database cannot tell, and tells the rest', async () => {
    await app.dataSource.query('ALTER TABLE session_recording RENAME TO session_recording_away');
    const values = await read();
    await app.dataSource.query('ALTER TABLE session_recording_away RENAME TO session_recording');
    expect(values.get('reclimb_source_up{source="database"}')).toBe(0);
    expect(values.has('reclimb_recordings_live')).toBe(false);
    expect(values.get('reclimb_source_up{source="media"}')).toBe(1);
    expect((await read()).get('reclimb_recordings_live')).toBe(1);
  });

  it('is not counted against the limits of the address that Prometheus shares with others', async () => {
    const limits = { ...app.config.limits, anonymousRequestsPerMinute: 2 };
    const narrow = await startApp({ config: { metricsToken: METRICS_TOKEN, limits } });
    const statuses = [];
    for (let i = 0; i < 5; i++) {
      const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
      statuses.push((await narrow.fetch('/metrics', { headers })).status);
    }
    const guesses = [];
    for (let i = 0; i < 4; i++) {
      const headers = { authorization: 'Bearer a-guess-of-the-token' };
      guesses.push((await narrow.fetch('/metrics', { headers })).status);
    }
    await narrow.close();
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(guesses.at(-1)).toBe(429);
  });
});
