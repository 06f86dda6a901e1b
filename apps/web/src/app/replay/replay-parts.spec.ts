import { FrameTrack, toColumns } from '@reclimb/replay';
import { sampleFrames } from '@reclimb/replay/testing';
import { overviewOf } from './timeline/overview';
import { commandOf, KEY_HELP, needsKey, SPEEDS } from './controls/shortcuts';
import { parsePlace, timeText } from './time-text';
import { readUrlState, writeUrlState } from './url-state';

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  commandOf({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

describe('time on the player', () => {
  it('is shown in hundredths, and the frame at 0.3 s does not read 0.29', () => {
    expect(timeText(0.3)).toBe('00:00.30');
    expect(timeText(75.129)).toBe('01:15.12');
    expect(timeText(3723.5)).toBe('01:02:03.50');
  });

  it('can be typed as people write it, and a frame by its number', () => {
    expect(parsePlace('1:15,5')).toEqual({ timestamp: 75.5 });
    expect(parsePlace('1:02:03')).toEqual({ timestamp: 3723 });
    expect(parsePlace('12')).toEqual({ timestamp: 12 });
    expect(parsePlace('#120')).toEqual({ frameNumber: 120 });
    for (const text of ['', 'abc', '1:2:3:4', '-3']) expect(parsePlace(text)).toBeUndefined();
  });
});

describe('keys of the player', () => {
  it('are those that fingers know', () => {
    expect(press(' ')).toEqual({ do: 'play' });
    expect(press(' ', { shiftKey: true })).toEqual({ do: 'reverse' });
    expect(press('.')).toEqual({ do: 'step', frames: 1 });
    expect(press('ArrowLeft', { shiftKey: true })).toEqual({ do: 'nudge', direction: -1, large: true });
    expect(press('5')).toEqual({ do: 'jump', share: 0.5 });
    expect(press('>', { shiftKey: true })).toEqual({ do: 'speed', direction: 1 });
    expect(press('Z', { shiftKey: true })).toEqual({ do: 'scale', direction: -1 });
    expect(press('U', { shiftKey: true })).toEqual({ do: 'link' });
    expect(press('u')).toBeUndefined();
  });

  it('do something, every one that the help names', () => {
    const named: Record<string, string> = { Space: ' ', '←': 'ArrowLeft', '→': 'ArrowRight' };
    const keys = KEY_HELP.flatMap((line) => line.keys).filter((key) => key !== '–');
    for (const key of keys) {
      const [last = '', shift] = key.split(' ').reverse();
      const command = press(named[last] ?? last, { shiftKey: shift === 'Shift' });
      expect({ key, command }).toEqual({ key, command: expect.objectContaining({ do: expect.any(String) }) });
    }
    expect(SPEEDS).toEqual([0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4]);
  });

  it('leave the browser its own', () => {
    expect(press('r', { ctrlKey: true })).toBeUndefined();
    expect(press('l', { metaKey: true })).toBeUndefined();
    expect(press('Tab')).toBeUndefined();
  });

  it('do nothing while someone types, and leave Space to a button that has the focus', () => {
    document.body.innerHTML =
      '<input id="text"><button id="button"></button><div role="slider" id="bar"></div>';
    const at = (id: string) => document.getElementById(id);
    expect(needsKey(at('text'), 'm')).toBe(true);
    expect(needsKey(at('button'), ' ')).toBe(true);
    expect(needsKey(at('button'), 'm')).toBe(false);
    expect(needsKey(at('bar'), 'ArrowLeft')).toBe(false);
  });
});

describe('a link to a moment', () => {
  it('brings back what was seen', () => {
    const state = { t: 12.345, a: 10, b: 15.5, speed: 0.5, loop: true, stage: 'both' as const };
    expect(readUrlState(new URLSearchParams(writeUrlState(state)))).toEqual(state);
    expect(readUrlState(new URLSearchParams(writeUrlState({ speed: -0.5 })))).toEqual({ speed: -0.5 });
  });

  it('that was mangled opens the session all the same', () => {
    expect(readUrlState(new URLSearchParams('t=abc&a=-4&speed=-99&stage=moon'))).toEqual({});
  });
});

describe('the session at a glance', () => {
  it('marks where nobody was found, and draws the hips elsewhere', () => {
    const track = new FrameTrack(17);
    const frames = sampleFrames({ count: 300, people: (n) => (n >= 100 && n < 200 ? 0 : 1) });
    track.insert(toColumns(frames, 17));
    const span = { start: 0, end: frames.at(-1)?.timestamp ?? 0, frameCount: 300 };
    const { hips, empty } = overviewOf(track, [], 'coco17', span, 100);
    expect(empty).toHaveLength(1);
    expect(empty[0]?.from).toBeCloseTo(1 / 3, 1);
    expect(empty[0]?.to).toBeCloseTo(2 / 3, 1);
    expect(hips.match(/M/g)).toHaveLength(2);
  });

  it('shows a long session from end to end by a few of its frames, and by all that are loaded where they are', () => {
    const frames = sampleFrames({ count: 3000, people: (n) => (n >= 1000 && n < 2000 ? 0 : 1) });
    const span = { start: 0, end: frames.at(-1)?.timestamp ?? 0, frameCount: 3000 };
    const samples = frames.filter(({ frameNumber }) => frameNumber % 30 === 0);
    const glance = overviewOf(new FrameTrack(17), samples, 'coco17', span, 100);
    expect(glance.empty).toHaveLength(1);
    expect(glance.empty[0]?.from).toBeCloseTo(1 / 3, 1);
    expect(glance.empty[0]?.to).toBeCloseTo(2 / 3, 1);
    expect(glance.hips.match(/M/g)).toHaveLength(2);

    // A sample without anybody, within a second in which there is somebody.
    const track = new FrameTrack(17);
    track.insert(toColumns(frames, 17));
    const nobody = samples.map((frame) => ({ ...frame, poses: [] }));
    expect(overviewOf(track, nobody, 'coco17', span, 100)).toEqual(
      overviewOf(track, [], 'coco17', span, 100),
    );
  });

  it('leaves a gap where the recording has one', () => {
    const frames = sampleFrames({ count: 300 }).map((frame) =>
      frame.frameNumber < 150 ? frame : { ...frame, timestamp: frame.timestamp + 10 },
    );
    const span = { start: 0, end: frames.at(-1)?.timestamp ?? 0, frameCount: 300 };
    const { hips, empty } = overviewOf(new FrameTrack(17), frames, 'coco17', span, 100);
    expect(hips.match(/M/g)).toHaveLength(2);
    expect(empty).toEqual([]);
  });

  it('claims nothing of what is not loaded', () => {
    const span = { start: 0, end: 10, frameCount: 300 };
    expect(overviewOf(new FrameTrack(17), [], 'coco17', span, 100)).toEqual({ hips: '', empty: [] });
  });
});
