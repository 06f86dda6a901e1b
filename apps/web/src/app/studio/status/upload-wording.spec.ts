import { type UploadSituation, uploadWording } from './upload-wording';

const recording: UploadSituation = {
  phase: 'recording',
  connection: 'online',
  refusal: null,
  oldestPendingAge: 0.4,
  elapsedSeconds: 45.2,
  secondsStored: 44.8,
  framesStored: 900,
  pendingBytes: 20_000,
};

describe('the words for an upload', () => {
  it('say up to where the server has it', () => {
    expect(uploadWording(recording)).toEqual({ text: 'Saved on the server up to 0:44', tone: 'saved' });
  });

  it('say how much is on the way', () => {
    expect(uploadWording({ ...recording, secondsStored: 42.1 })).toEqual({
      text: 'Saved on the server up to 0:42, 3 s on the way',
      tone: 'moving',
    });
  });

  it('claim nothing before the server has acknowledged anything', () => {
    const text = uploadWording({ ...recording, secondsStored: 0, framesStored: 0 })?.text;
    expect(text).toBe('On the way to the server');
  });

  it('say that a recording goes on without a connection, and how much waits', () => {
    expect(uploadWording({ ...recording, connection: 'offline', secondsStored: 33.2 })).toEqual({
      text: 'No connection: recording goes on here, 12 s (20.0 kB) waiting',
      tone: 'waiting',
    });
  });

  it('count everything as waiting when the server was never reached', () => {
    const text = uploadWording({
      ...recording,
      connection: 'offline',
      secondsStored: 0,
      framesStored: 0,
    })?.text;
    expect(text).toBe('No connection: recording goes on here, 45 s (20.0 kB) waiting');
  });

  it('ask for a login when that is what is missing', () => {
    expect(uploadWording({ ...recording, connection: 'unauthenticated' })?.text).toContain('Log in again');
  });

  it('say since when something waits once that is long', () => {
    const text = uploadWording({
      ...recording,
      connection: 'offline',
      secondsStored: 0,
      oldestPendingAge: 200,
    })?.text;
    expect(text).toBe('No connection: recording goes on here, 45 s (20.0 kB) waiting for 3 min');
  });

  it.each([
    ['storage_full', 'The server’s disk is full: recording goes on here'],
    ['quota_exceeded', 'Your room on the server is used up: recording goes on here'],
    ['user_bytes', 'Your room on the server is used up: recording goes on here'],
    ['total_bytes', 'The server’s room for recordings is used up: recording goes on here'],
    ['unavailable', 'The server cannot save just now: recording goes on here'],
  ] as const)('say why a server that can be reached takes nothing: %s', (refusal, begin) => {
    const words = uploadWording({ ...recording, refusal });
    expect(words?.text).toContain(begin);
    expect(words?.tone).toBe('waiting');
  });

  it('promise after an offline stop that it will be sent', () => {
    expect(uploadWording({ ...recording, phase: 'stopping', connection: 'offline' })?.text).toContain(
      'It is sent by itself',
    );
  });

  it('do not count the last picture as missing when nothing is pending', () => {
    const done = { ...recording, phase: 'stopping', secondsStored: 40, pendingBytes: 0 } as const;
    expect(uploadWording(done)?.text).toBe('Sending the last of it');
  });

  it('are silent when nothing is recorded', () => {
    expect(uploadWording({ ...recording, phase: 'idle' })).toBeUndefined();
  });
});
