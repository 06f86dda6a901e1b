import { HOME, returnUrlOf } from './guards';

describe('returnUrlOf', () => {
  it('leads back to the page that was asked for', () => {
    expect(returnUrlOf('/sessions/1/replay?t=3')).toBe('/sessions/1/replay?t=3');
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '',
    null,
    undefined,
  ])('sends nobody who has just logged in to another site (%p)', (text) =>
    expect(returnUrlOf(text)).toBe(HOME),
  );
});
