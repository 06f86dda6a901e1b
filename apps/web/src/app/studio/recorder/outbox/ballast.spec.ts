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

  it('stays for the next time, which then writes nothing', async () => {
    const disk = new MemoryDisk();
    const ballast = ballastOn(disk);
    await ballast.take();
    await ballast.letGo();
    expect([disk.used, ballast.held]).toEqual([4000, 0]);
    disk.room = disk.used;
    expect(await ballastOn(disk).take()).toBe(4000);
  });

  it('is taken as it lies from a page that died', async () => {
    const disk = new MemoryDisk();
    await ballastOn(disk).take();
    disk.open.clear();
    disk.room = disk.used;
    expect(await ballastOn(disk).take()).toBe(4000);
  });

  it('is each page’s own, and only one page’s stays', async () => {
    const disk = new MemoryDisk();
    const [first, second] = [ballastOn(disk), ballastOn(disk)];
    expect(await Promise.all([first.take(), second.take()])).toEqual([4000, 4000]);
    expect(disk.used).toBe(8000);
    expect(first.giveWay()).toBe(true);
    expect([first.held, second.held]).toEqual([3000, 4000]);
    await second.letGo();
    await first.letGo();
    expect(disk.used).toBeLessThanOrEqual(4000);
  });

  it('of a page that died beside another one is cleared away', async () => {
    const disk = new MemoryDisk();
    await ballastOn(disk).take();
    await ballastOn(disk).take();
    disk.open.clear();
    await ballastOn(disk).take();
    expect(disk.used).toBe(4000);
  });
});
