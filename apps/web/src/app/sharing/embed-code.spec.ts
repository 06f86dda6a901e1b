import { embedCode } from './embed-code';

describe('embedCode', () => {
  const size = { width: 640, height: 480 };

  it('shows the page in the form of the picture, with what the player may want of the browser', () => {
    const holder = document.createElement('div');
    holder.innerHTML = embedCode('https://wall.example/embed/abc', 'Blue slab', size);
    const frame = holder.querySelector('iframe');
    expect(frame?.getAttribute('src')).toBe('https://wall.example/embed/abc');
    expect(frame?.getAttribute('allow')).toBe('camera; fullscreen');
    expect(frame?.style.aspectRatio).toContain('640');
  });

  it('lets no name break out of the lines', () => {
    const holder = document.createElement('div');
    holder.innerHTML = embedCode('https://wall.example/embed/abc', '"><img src=x> & <b>', size);
    expect(holder.children).toHaveLength(1);
    expect(holder.querySelector('iframe')?.title).toBe('"><img src=x> & <b>');
  });
});
