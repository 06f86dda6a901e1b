/** Some of a list, chosen without order and the same in every run, so that a failure can be looked at again. */
export function randomPlaces<T>(all: readonly T[], count: number): T[] {
  let seed = 20_240_607;
  return Array.from({ length: count }, () => {
    // Numerical Recipes' generator: all bits that matter here are good enough.
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return all[Math.floor((seed / 2 ** 32) * all.length)] as T;
  });
}
