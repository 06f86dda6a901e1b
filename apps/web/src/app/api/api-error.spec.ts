import { ERROR_CODES } from '@reclimb/contracts';
import { ApiError, apiErrorOf, humanText, textOf } from './api-error';

const problem = {
  type: 'about:blank',
  title: 'x',
  status: 400,
  detail: 'ignored',
  code: 'validation_failed',
};

describe('apiErrorOf', () => {
  it('keeps the refused fields, so that each is shown at its input', () => {
    const errors = [{ path: 'email', message: 'There is an account with this email.' }];
    const error = apiErrorOf(409, { ...problem, status: 409, code: 'conflict', detail: 'Taken', errors });
    expect(error).toMatchObject({ code: 'conflict', status: 409, message: 'Taken', fields: errors });
  });

  it('reads a problem document that arrives as text', () => {
    expect(apiErrorOf(404, JSON.stringify({ ...problem, code: 'not_found', status: 404 })).code).toBe(
      'not_found',
    );
  });

  it('tells a silent server from one that refuses', () => {
    expect(apiErrorOf(0, null).code).toBe('unreachable');
  });

  it.each([
    [401, 'unauthenticated'],
    [413, 'payload_too_large'],
    [502, 'unavailable'],
    [500, 'internal'],
  ])('understands a proxy’s page with status %d', (status, code) => {
    expect(apiErrorOf(status, '<html>Bad gateway</html>').code).toBe(code);
  });

  it('has words for people for every code of the contract', () => {
    for (const code of ERROR_CODES) expect(humanText(code)).toMatch(/\w.*\.$/);
  });

  it('never shows what a programming error says, and keeps it for the console', () => {
    const kept = jest.spyOn(console, 'error').mockImplementation();
    const mistake = new TypeError('x is undefined');
    expect(textOf(mistake)).not.toMatch(/undefined|server/);
    expect(kept).toHaveBeenCalledWith(mistake);
    expect(textOf(new ApiError('not_found', 'Gone.', 404))).toBe('Gone.');
    kept.mockRestore();
  });
});
