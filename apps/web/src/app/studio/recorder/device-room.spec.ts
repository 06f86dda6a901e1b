import { DeviceRoom, type HeldRoom, type RoomReport } from './device-room';

const MB = 2 ** 20;

/** A device with this much room on its disk, whose browser says that so much may be stored. */
function device({ disk = Infinity, quota = Infinity }) {
  const held: HeldRoom & { held: number } = {
    held: 0,
    gaveWay: null,
    take: async () => {
      held.held = Math.floor(Math.min(64 * MB, disk) / (16 * MB)) * 16 * MB;
      return Math.min(64 * MB, disk);
    },
    drop: async () => void (held.held = 0),
    letGo: async () => void (held.held = 0),
  };
  const told: RoomReport[] = [];
  const room = new DeviceRoom(
    Promise.resolve(held),
    (report) => told.push(report),
    () => Promise.resolve(quota - held.held),
  );
  return { held, room, told };
}

describe(DeviceRoom.name, () => {
  it.each([
    ['plenty of room', { disk: 1000 * MB, quota: 1000 * MB }, { state: 'enough', left: 64 * MB }],
    [
      'little on the disk, whatever the browser says',
      { disk: 40 * MB, quota: 10_000 * MB },
      { state: 'scarce', left: 40 * MB },
    ],
    ['next to nothing on the disk', { disk: 7 * MB, quota: 10_000 * MB }, { state: 'gone', left: 7 * MB }],
    ['a quota that is nearly used up', { disk: 1000 * MB, quota: 20 * MB }, { state: 'gone', left: 20 * MB }],
  ] as const)('tells %s before a recording starts', async (_name, has, expected) => {
    const { room } = device(has);
    expect(await room.beforeStart()).toEqual(expected);
  });

  it('gives back what it held when that is too little to record with', async () => {
    const { room, held } = device({ disk: 20 * MB });
    await room.beforeStart();
    expect(held.held).toBe(0);
  });

  it('warns while room is given away, and says when the recording has to stop', async () => {
    const { room, held, told } = device({});
    await room.prepare();
    for (const left of [48, 32, 16]) held.gaveWay?.(left * MB);
    expect(told).toEqual([
      { state: 'scarce', left: 48 * MB },
      { state: 'scarce', left: 32 * MB },
      { state: 'gone', left: 16 * MB },
    ]);
  });

  it('asks the browser every ten seconds while a recording runs; what is held counts as room', async () => {
    const { room } = device({ quota: 70 * MB });
    await room.prepare();
    expect(await room.look(0)).toEqual({ state: 'enough', left: 70 * MB });
    expect(await room.look(9_000)).toBeNull();
    expect(await room.look(10_000)).toEqual({ state: 'enough', left: 70 * MB });
  });
});
