import type { DeviceRoom, RoomReport } from './device-room';
import { SessionBounds } from './session-bounds';
import type { Take } from './take';
import { TakeLimits } from './take-limits';
import { WarningBoard } from './warning-board';

const MB = 1e6;

/** A server that takes sessions of so many seconds, and what is told of limits meanwhile. */
async function limitsOf({ sessionSeconds = 100, room = async (): Promise<RoomReport | null> => null } = {}) {
  const limits = { sessionSeconds, sessionBytes: null, frameBytes: 500, roomBytes: null };
  const bounds = new SessionBounds(() => Promise.resolve(limits));
  await bounds.refresh(0);
  const board = new WarningBoard(() => undefined);
  const stop = jest.fn(async () => undefined);
  const told = () => board.all.map(({ code }) => code);
  return { limits: new TakeLimits({ look: room } as unknown as DeviceRoom, bounds, board, stop), told, stop };
}

/** A recording that has run for so many seconds. */
function takeOf(elapsed: number): Take {
  const size = { elapsed, frames: 0, videoBytes: 0, framesStored: 0, videoStored: 0 };
  return { size, bitrate: 1_000_000, open: true } as unknown as Take;
}

describe(TakeLimits.name, () => {
  it('does not go on warning of what would have ended a recording that was stopped before', async () => {
    const { limits, told } = await limitsOf();
    await limits.look(0, takeOf(60));
    limits.roomChanged({ state: 'scarce', left: 40 * MB });
    expect(told()).toEqual(['limit_near', 'storage_low']);
    limits.over();
    expect(told()).toEqual([]);
  });

  it.each([
    ['the longest session', 'limit_reached'],
    ['a full disk', 'storage_full'],
  ])('goes on saying that %s has ended the recording', async (_what, code) => {
    const { limits, told, stop } = await limitsOf();
    if (code === 'limit_reached') await limits.look(0, takeOf(100));
    else limits.roomChanged({ state: 'gone', left: 10 * MB });
    expect(stop).toHaveBeenCalledTimes(1);
    limits.over();
    expect(told()).toEqual([code]);
  });

  it('does not warn of little room when the recording was stopped while the browser was asked for it', async () => {
    let answer: (report: RoomReport) => void = () => undefined;
    const asked = new Promise<RoomReport>((resolve) => (answer = resolve));
    const { limits, told } = await limitsOf({ room: () => asked });
    const take = takeOf(1);
    const look = limits.look(0, take);
    Object.assign(take, { open: false });
    answer({ state: 'scarce', left: 40 * MB });
    await look;
    expect(told()).toEqual([]);
  });
});
