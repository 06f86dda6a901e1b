import { StudioPreferenceStore } from './preferences';

const KEY = 'reclimb.studio';

/** What a visit to the studio finds when this was stored before it. */
function found(stored?: string) {
  if (stored !== undefined) localStorage.setItem(KEY, stored);
  return new StudioPreferenceStore().value();
}

describe('what the studio remembers', () => {
  const defaults = found();
  afterEach(() => localStorage.clear());

  it('comes back as it was chosen', () => {
    const chosen = {
      cameraId: 'abc',
      model: 'movenet-thunder',
      countdown: 10,
      mirrored: false,
      sounds: false,
      namePattern: 'Attempt 4',
    } as const;
    new StudioPreferenceStore().update(chosen);
    expect(found()).toEqual(chosen);
  });

  it.each([
    '',
    'not json',
    '[]',
    'null',
    '7',
    '{"model":"gone","countdown":4,"mirrored":"yes","namePattern":" "}',
  ])('is the default where it makes no sense: %s', (stored) => {
    expect(found(stored)).toEqual(defaults);
  });

  it('loses one wrong value alone', () => {
    expect(found('{"model":"gone","countdown":0}')).toEqual({ ...defaults, countdown: 0 });
  });
});
