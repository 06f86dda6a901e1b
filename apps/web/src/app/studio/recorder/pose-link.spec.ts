import type { FromPoseWorker, PictureMessage, PosesMessage } from '../pipeline-messages';
import { PoseLink } from './pose-link';

function setUp() {
  const sent: number[] = [];
  const closed: number[] = [];
  const answered: number[] = [];
  const port = {
    onmessage: null as ((event: { data: FromPoseWorker }) => void) | null,
    postMessage: ({ timestamp }: PictureMessage) => sent.push(timestamp),
    close: () => undefined,
  };
  const link = new PoseLink(
    port as unknown as MessagePort,
    ({ timestamp }: PosesMessage) => answered.push(timestamp),
    () => 0,
  );
  const offer = (timestamp: number) =>
    link.offer({ timestamp, close: () => closed.push(timestamp) } as unknown as VideoFrame);
  const answer = (timestamp: number) =>
    port.onmessage?.({ data: { type: 'poses', timestamp, poses: [], skeleton: 'coco17', elapsed: 1 } });
  return { link, sent, closed, answered, offer, answer };
}

describe('the link to the pose worker', () => {
  it('sends the newest picture as soon as the detector is free, and skips those between', () => {
    const { sent, closed, offer, answer } = setUp();
    for (const timestamp of [1, 2, 3]) offer(timestamp);
    expect(sent).toEqual([1]);
    answer(1);
    expect(sent).toEqual([1, 3]);
    expect(closed).toEqual([2]);
  });

  it('never has two pictures under way', () => {
    const { sent, offer, answer, link } = setUp();
    offer(1);
    offer(2);
    answer(1);
    offer(3);
    expect(sent).toEqual([1, 2]);
    answer(2);
    answer(3);
    expect(sent).toEqual([1, 2, 3]);
    expect(link.waitingSince).toBeNull();
  });

  it('closes the picture that still waits when it is closed: else the camera stops', () => {
    const { closed, offer, link } = setUp();
    offer(1);
    offer(2);
    link.close();
    expect(closed).toEqual([2]);
  });
});
