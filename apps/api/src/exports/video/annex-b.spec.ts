import * as fc from 'fast-check';
import { parseAvcConfiguration, toAnnexB } from './annex-b.js';

const sps = Uint8Array.of(0x67, 0x42, 0x00, 0x1e);
const pps = Uint8Array.of(0x68, 0xce);
/** avcC: version, profile, compatibility, level, length size − 1, sets with their counts and lengths. */
const record = Uint8Array.of(1, 0x42, 0, 0x1e, 0xff, 0xe1, 0, 4, ...sps, 1, 0, 2, ...pps);

const lengthPrefixed = (units: readonly Uint8Array[], lengthSize: number) =>
  Buffer.concat(
    units.flatMap((unit) => {
      const length = Buffer.alloc(lengthSize);
      length.writeUIntBE(unit.length, 0, lengthSize);
      return [length, unit];
    }),
  );

/** NAL units between start codes; the units of this test hold no zeros that would need escaping. */
const unitsOf = (stream: Buffer) =>
  stream
    .toString('latin1')
    .split('\0\0\0\x01')
    .slice(1)
    .map((text) => Buffer.from(text, 'latin1'));

describe('H.264 for players without a container', () => {
  it('reads the parameter sets and the size of the lengths', () => {
    expect(parseAvcConfiguration(record)).toEqual({ lengthSize: 4, parameterSets: [sps, pps] });
    expect(() => parseAvcConfiguration(record.subarray(0, 9))).toThrow(RangeError);
    expect(() => parseAvcConfiguration(Uint8Array.of(2, 0, 0, 0, 0, 0))).toThrow(RangeError);
  });

  it('keeps every unit, and puts the parameter sets before a key frame', () => {
    const unit = fc
      .uint8Array({ minLength: 1, maxLength: 50 })
      .map((bytes) => bytes.map((byte) => byte || 1));
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 5 }),
        fc.constantFrom(1, 2, 4),
        fc.boolean(),
        (units, lengthSize, key) => {
          const picture = lengthPrefixed(units, lengthSize);
          const stream = toAnnexB(picture, { lengthSize, parameterSets: [sps, pps] }, key);
          const expected = key ? [sps, pps, ...units] : units;
          expect(Buffer.concat(unitsOf(stream)).equals(Buffer.concat(expected))).toBe(true);
          expect(unitsOf(stream)).toHaveLength(expected.length);
        },
      ),
    );
  });

  it('refuses a unit that reaches beyond the picture', () => {
    const picture = lengthPrefixed([Uint8Array.of(1, 2, 3)], 4).subarray(0, 6);
    expect(() => toAnnexB(picture, { lengthSize: 4, parameterSets: [] }, false)).toThrow(RangeError);
  });
});
