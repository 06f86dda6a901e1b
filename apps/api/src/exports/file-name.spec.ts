import * as fc from 'fast-check';
import { fileNameOf, plainFileNameOf } from './file-name.js';

describe('file names', () => {
  it.each([
    ['Blue slab', 'Blue slab', 'Blue_slab'],
    ['Überhang 7a+ / left', 'Überhang 7a+ _ left', 'berhang_7a_left'],
    ['../../etc/passwd', '_.._etc_passwd', 'etc_passwd'],
    ['…', '…', 'session'],
    [' . ', 'session', 'session'],
    ['slab\u202egpj.exe', 'slab_gpj.exe', 'slab_gpj_exe'],
  ])('%s', (name, expected, plain) => {
    expect([fileNameOf(name), plainFileNameOf(name)]).toEqual([expected, plain]);
  });

  it('can be used on any system, whatever the session is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const file = fileNameOf(name);
        expect(file).not.toMatch(/^[\s.]|[\s.]$|[<>:"/\\|?*]|^$/);
        expect([...file].length).toBeLessThanOrEqual(100);
        expect(plainFileNameOf(name)).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });
});
