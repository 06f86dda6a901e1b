import { readPreferences } from './preferences';

describe('what the studio remembers', () => {
  const defaults = readPreferences(null);

  it('comes back as it was chosen', () => {
    const chosen = {
      cameraId: 'abc',
      model: 'movenet-thunder',
      countdown: 10,
      mirrored: false,
      sounds: false,
      namePattern: 'Attempt 4',
    };
    expect(readPreferences(JSON.stringify(chosen))).toEqual(chosen);
  });

  it.each([
    '',
    'not json',
    '[]',
    'null',
    '7',
    '{"model":"gone","countdown":4,"mirrored":"yes","namePattern":" "}',
  ])('is the default where it makes no sense: %s', (stored) => {
    expect(readPreferences(stored)).toEqual(defaults);
  });

  it('loses one wrong value alone', () => {
    expect(readPreferences('{"model":"gone","countdown":0}')).toEqual({ ...defaults, countdown: 0 });
  });
});
