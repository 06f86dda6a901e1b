import type { RecordingLimit } from '@reclimb/contracts';
import { boundMessage, refusedMessage } from './limit-words';

describe('what is told of a limit', () => {
  it.each([
    ['near', 'seconds', 90, 'A session lasts 90 s at most here: the recording stops by itself in time'],
    ['near', 'room', 5e6, 'The room for your recordings on the server is nearly used up'],
    ['reached', 'seconds', 86_400, 'A session lasts 24 h at most here: the recording was stopped'],
    ['reached', 'bytes', 50e6, 'A session takes 50 MB at most here: the recording was stopped'],
  ] as const)('%s %s: names the limit and what becomes of the recording', (state, what, limit, begin) => {
    const text = boundMessage({ state, what, limit });
    expect(text).toContain(begin);
    expect(text).toContain('all of it is kept');
  });

  it('names a way on that helps', () => {
    const reached = (what: 'seconds' | 'room') => boundMessage({ state: 'reached', what, limit: 60 });
    expect(reached('seconds')).toContain('Start a new one');
    expect(reached('room')).toContain('Delete sessions');
  });

  it.each<[RecordingLimit, string]>([
    ['session_seconds', 'A session lasts at most 60 s here. The recording was stopped'],
    ['user_bytes', 'Your room on the server is used up'],
    ['total_bytes', 'The server’s room for recordings is used up'],
  ])('tells a session’s limit from a lack of room when the server refuses: %s', (limit, begin) => {
    const message = 'A session lasts at most 60 s here';
    expect(refusedMessage({ code: 'quota_exceeded', message, details: { limit } })).toContain(begin);
  });
});
