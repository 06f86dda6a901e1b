// What random tests are made of: chance that can be repeated, and values that are wrong.

/** Chance that can be repeated: the numbers of one seed. */
export class Chance {
  constructor(private state: number) {}

  /** Of one thing among many under the same seed, as good as independent of its neighbours'. */
  static of(seed: number, index: number): Chance {
    // The finaliser of MurmurHash3; xorshift stands still at 0.
    let mixed = Math.imul(seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return new Chance(mixed ^ (mixed >>> 16) || 1);
  }

  /** 0 inclusive … `end` exclusive, whole. */
  below(end: number): number {
    // Marsaglia's xorshift.
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % end;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  bytes(most: number): Buffer {
    return Buffer.from(Array.from({ length: this.below(most + 1) }, () => this.below(256)));
  }
}

/** A copy of a value in which one thing, anywhere, is wrong. */
export function spoilt(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && chance.below(4) > 0) {
    const copy: unknown[] = [...(value as unknown[])];
    const at = chance.below(copy.length);
    if (chance.below(4) === 0) copy.splice(at, 1);
    else copy[at] = spoilt(copy[at], chance);
    return copy;
  }
  if (isRecord(value) && chance.below(6) > 0) {
    const copy: Record<string, unknown> = { ...value };
    const names = Object.keys(copy);
    if (names.length === 0 || chance.below(5) === 0) {
      copy[chance.of(['extra', 'SessionId', 'toString', ''])] = rubbish(chance, 1);
      return copy;
    }
    const name = chance.of(names);
    if (chance.below(4) === 0) delete copy[name];
    else copy[name] = spoilt(copy[name], chance);
    return copy;
  }
  return rubbish(chance, 2);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}

/** Anything that JSON and bytes can say, nested at most `depth` deep. */
export function rubbish(chance: Chance, depth: number): unknown {
  switch (chance.below(depth > 0 ? 11 : 9)) {
    case 0:
      return null;
    case 1:
      return chance.of([0, -1, 0.5, -0, 1e308, -1e308, 2 ** 53, 4_294_967_296, 1e-320]);
    case 2:
      return chance.of([
        '',
        'NaN',
        '../../etc/passwd',
        "'; DROP TABLE session_recording; --",
        '\u0000',
        '💥',
        'true',
      ]);
    case 3:
      return 'x'.repeat(chance.below(5_000));
    case 4:
      return chance.bytes(64);
    case 5:
      return chance.below(2) === 0;
    case 6:
      return uuidOf(chance);
    case 7:
      return [];
    case 8:
      return {};
    case 9:
      return Array.from({ length: chance.below(5) }, () => rubbish(chance, depth - 1));
    default:
      return { [chance.of(['sessionId', 'frames', 'a', 'length', 'toString'])]: rubbish(chance, depth - 1) };
  }
}

/** A random UUID that the same chance makes again. */
export function uuidOf(chance: Chance): string {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => chance.below(16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
