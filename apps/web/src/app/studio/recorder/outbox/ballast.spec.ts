import { Ballast } from './ballast';
import { MemoryDisk } from './testing/memory-disk';

const size = { stones: 4, stoneBytes: 1000 };

/** A page's ballast on this disk. */
const ballastOn = (disk: MemoryDisk) => new Ballast(disk.folder(), () => Promise.resolve(), size);

describe(Ballast.name, () => {
  it('holds room that is really taken, until it is dropped', async () => {
    const disk = new MemoryDisk();
    const ballast = ballastOn(disk);
    expect(await ballast.take()).toBe(4000);
    expect(disk.used).toBe(4000);
    await ballast.drop();
    expect(disk.used).toBe(0);
  });

  it('finds out how much is there on a disk that has less', async () => {
    const disk = new MemoryDisk();
    disk.room = 2600;
    const ballast = ballastOn(disk);
    expect(await ballast.take()).toBe(2600);
    expect(ballast.held).toBe(2000);
    // What was not enough for a stone is left to others.
    expect(disk.used).toBe(2000);
  });

  it('takes hold again of what it gave away, when there is room', async () => {
    const disk = new MemoryDisk();
    const ballast = ballastOn(disk);
    await ballast.take();
    expect(ballast.giveWay()).toBe(true);
    expect(disk.used).toBe(3000);
    expect(await ballast.take()).toBe(4000);
    for (let stone = 0; stone < 4; stone++) expect(ballast.giveWay()).toBe(true);
    expect(ballast.giveWay()).toBe(false);
  });

  it('is held by one page at a time; what a page that died has left is taken as it lies', async () => {
    const disk = new MemoryDisk();
    await ballastOn(disk).take();
    const other = ballastOn(disk);
    expect(await other.take()).toBeNull();
    disk.open.clear();
    disk.room = disk.used;
    expect(await other.take()).toBe(4000);
  });
});
