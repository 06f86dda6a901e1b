import {
  type BackEnd,
  type GraphicsProbe,
  type Trial,
  candidateBackEnds,
  median,
  settleOnBackEnd,
} from './back-end';

const noGraphics: GraphicsProbe = { webgpuAdapter: () => Promise.resolve(null), webglRenderer: () => null };
const SWIFTSHADER =
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)';
const REAL_CARD = 'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)';

describe('the back ends worth trying', () => {
  it('are WASM and then plain CPU on a machine without graphics', async () => {
    await expect(candidateBackEnds(noGraphics)).resolves.toEqual(['wasm', 'cpu']);
  });

  it.each([SWIFTSHADER, 'llvmpipe (LLVM 15.0.6, 256 bits)', 'Microsoft Basic Render Driver'])(
    'leave out WebGL that is drawn by the processor: %s',
    async (renderer) => {
      const probe = { ...noGraphics, webglRenderer: () => renderer };
      await expect(candidateBackEnds(probe)).resolves.not.toContain('webgl');
    },
  );

  it('leave out a WebGPU adapter that is a fallback, or is software by its name', async () => {
    const fallback = { ...noGraphics, webgpuAdapter: () => Promise.resolve({ isFallback: true, name: 'x' }) };
    const software = {
      ...noGraphics,
      webgpuAdapter: () => Promise.resolve({ isFallback: false, name: 'swiftshader ' }),
    };
    await expect(candidateBackEnds(fallback)).resolves.not.toContain('webgpu');
    await expect(candidateBackEnds(software)).resolves.not.toContain('webgpu');
  });

  it('begin with real graphics hardware', async () => {
    const probe: GraphicsProbe = {
      webgpuAdapter: () => Promise.resolve({ isFallback: false, name: 'gen-9 ' }),
      webglRenderer: () => REAL_CARD,
    };
    await expect(candidateBackEnds(probe)).resolves.toEqual(['webgpu', 'webgl', 'wasm', 'cpu']);
  });
});

describe('settling on a back end', () => {
  /** Tries back ends out that take these milliseconds, or throw. */
  function bench(times: Partial<Record<BackEnd, number | Error>>) {
    const tried: BackEnd[] = [];
    const alive = new Set<BackEnd>();
    return {
      tried,
      alive,
      tryOut: (backEnd: BackEnd): Promise<Trial<string>> => {
        tried.push(backEnd);
        const time = times[backEnd];
        if (typeof time !== 'number') return Promise.reject(time ?? new Error(`${backEnd} is not there`));
        alive.add(backEnd);
        return Promise.resolve({ backEnd, outcome: `${backEnd} detector`, milliseconds: time });
      },
      discard: (trial: Trial<string>) => void alive.delete(trial.backEnd),
    };
  }

  it('takes the first within the budget and tries no other', async () => {
    const { tried, tryOut, discard } = bench({ webgpu: 8, wasm: 44 });
    await expect(settleOnBackEnd(['webgpu', 'wasm', 'cpu'], tryOut, discard)).resolves.toMatchObject({
      backEnd: 'webgpu',
    });
    expect(tried).toEqual(['webgpu']);
  });

  it('steps down from one that is too slow, and takes that one down', async () => {
    const { alive, tryOut, discard } = bench({ webgl: 500, wasm: 44 });
    const chosen = await settleOnBackEnd(['webgl', 'wasm', 'cpu'], tryOut, discard);
    expect(chosen.backEnd).toBe('wasm');
    expect([...alive]).toEqual(['wasm']);
  });

  it('steps down from one that fails', async () => {
    const { tryOut, discard } = bench({ webgl: new Error('no shader compiles'), wasm: 44 });
    await expect(settleOnBackEnd(['webgl', 'wasm'], tryOut, discard)).resolves.toMatchObject({
      backEnd: 'wasm',
    });
  });

  it('goes back to the fastest when all are too slow, and leaves only that one standing', async () => {
    const { alive, tryOut, discard } = bench({ webgpu: 300, webgl: 90, wasm: 200 });
    const chosen = await settleOnBackEnd(['webgpu', 'webgl', 'wasm', 'cpu'], tryOut, discard);
    expect(chosen).toMatchObject({ backEnd: 'webgl', outcome: 'webgl detector' });
    expect([...alive]).toEqual(['webgl']);
  });

  it('uses plain CPU when nothing else works, however slow, and only then', async () => {
    const only = bench({ cpu: 1500 });
    await expect(settleOnBackEnd(['wasm', 'cpu'], only.tryOut, only.discard)).resolves.toMatchObject({
      backEnd: 'cpu',
    });
    const slow = bench({ wasm: 200, cpu: 1500 });
    await settleOnBackEnd(['wasm', 'cpu'], slow.tryOut, slow.discard);
    expect(slow.tried).not.toContain('cpu');
  });

  it('tells every failure when nothing works', async () => {
    const { tryOut, discard } = bench({});
    await expect(settleOnBackEnd(['wasm', 'cpu'], tryOut, discard)).rejects.toMatchObject({
      errors: [new Error('wasm is not there'), new Error('cpu is not there')],
    });
  });

  it('gives up at once on a failure that no other back end would mend', async () => {
    const missing = new Error('no such model');
    const { tried, tryOut, discard } = bench({ webgl: missing, wasm: 44 });
    await expect(
      settleOnBackEnd(['webgl', 'wasm'], tryOut, discard, (error) => error === missing),
    ).rejects.toBe(missing);
    expect(tried).toEqual(['webgl']);
  });
});

describe('the median', () => {
  it('is not moved by one slow run', () => {
    expect(median([40, 900, 41, 43, 42])).toBe(42);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});
