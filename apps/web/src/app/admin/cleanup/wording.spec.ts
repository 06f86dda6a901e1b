import { statusIn } from './wording';

describe('the state of a cleanup', () => {
  it('waits for an administrator only as long as it can be confirmed', () => {
    expect(statusIn('needs_confirmation', true)).toBe('Waits for you');
    expect(statusIn('needs_confirmation', false)).toBe('Not confirmed');
    expect(statusIn('completed', false)).toBe('Done');
  });
});
