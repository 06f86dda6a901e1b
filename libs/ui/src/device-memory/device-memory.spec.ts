import { recall, recallValues, remember } from './device-memory';

const KEY = 'reclimb.test';

describe('what a device remembers', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    localStorage.clear();
  });

  it('comes back as it was', () => {
    remember(KEY, '{"a":1}');
    expect(recall(KEY)).toBe('{"a":1}');
    expect(recallValues(KEY)).toEqual({ a: 1 });
  });

  it('is nothing at first', () => {
    expect(recall(KEY)).toBeNull();
    expect(recallValues(KEY)).toEqual({});
  });

  it.each(['', 'not json', 'null', '7'])('is empty where something else wrote there: %s', (text) => {
    localStorage.setItem(KEY, text);
    expect(recallValues(KEY)).toEqual({});
  });

  it('does not stop a page whose browser keeps its storage shut', () => {
    const warned = jest.spyOn(console, 'warn').mockImplementation();
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    expect(recall(KEY)).toBeNull();
    expect(recallValues(KEY)).toEqual({});
    expect(() => remember(KEY, 'x')).not.toThrow();
    expect(warned).toHaveBeenCalledTimes(3);
  });
});
