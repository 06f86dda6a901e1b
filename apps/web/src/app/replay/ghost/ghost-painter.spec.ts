import { TestBed } from '@angular/core/testing';
import { fitPicture } from '@reclimb/pose';
import { sampleFrames } from '@reclimb/replay/testing';
import type { PoseLayer } from '@reclimb/ui';
import type { ReplaySession } from '../replay-session';
import { GhostPainter } from './ghost-painter';
import { GhostSettings } from './ghost-settings';

/** A ghost that stands still, on a stage of some height. */
function standingGhost() {
  const [frame] = sampleFrames({ count: 1 });
  const moment = { timestamp: 0, frameNumber: 0, poses: frame?.poses ?? [] };
  const replay = {
    moment: () => moment,
    player: { state: { jumps: 0, buffered: [] }, momentAt: () => moment },
    session: () => ({ skeleton: 'coco17' }),
    start: () => 0,
    end: () => 1,
  } as unknown as ReplaySession;
  const drawn: (readonly PoseLayer[])[] = [];
  const stage = { height: 300 };
  const overlay = {
    placement: () =>
      fitPicture({ picture: { width: 4, height: 3 }, box: { width: 2000, ...stage }, mode: 'contain' }),
    draw: (layers: readonly PoseLayer[]) => void drawn.push(layers),
    clear: () => undefined,
    resetVisibility: () => undefined,
  };
  const settings = TestBed.inject(GhostSettings);
  const painter = new GhostPainter(replay, settings, overlay, () => undefined);
  return { painter, drawn, stage };
}

describe('a ghost that stands still', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [GhostSettings] }));

  it('is drawn once, not at every picture of the screen', () => {
    const { painter, drawn } = standingGhost();
    for (let beat = 0; beat < 5; beat++) painter.draw();
    expect(drawn).toHaveLength(1);
  });

  it('has bones that suit the stage, also when that grows meanwhile: a phone that is turned, full screen', () => {
    const { painter, drawn, stage } = standingGhost();
    painter.draw();
    stage.height = 900;
    painter.draw();
    const [before, after] = drawn.map((layers) => layers[0]?.style.thickness ?? 0);
    expect(after).toBeGreaterThan(before ?? Infinity);
  });
});
