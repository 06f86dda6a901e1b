import { loggedPath } from './scrub.js';

describe('loggedPath', () => {
  it.each([
    ['/api/v1/shared/q3Xy_-9', '/api/v1/shared/…'],
    ['/api/v1/shared/q3Xy_-9/video?t=1', '/api/v1/shared/…/video'],
    ['/api/v1/SHARED/q3Xy_-9/frames', '/api/v1/SHARED/…/frames'],
    ['/s/q3Xy_-9?t=3', '/s/…'],
    ['/embed/q3Xy_-9', '/embed/…'],
  ])('writes no token of a shared link: %s', (url, logged) => {
    expect(loggedPath(url)).toBe(logged);
  });

  it('leaves other addresses as they are, without their query', () => {
    expect(loggedPath('/api/v1/sessions/0190/shares/1?q=secret')).toBe('/api/v1/sessions/0190/shares/1');
  });
});
