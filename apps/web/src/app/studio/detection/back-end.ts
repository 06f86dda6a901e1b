/** The TensorFlow.js back ends, best first. */
export type BackEnd = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** What a WebGPU adapter says of itself. */
export interface AdapterDescription {
  readonly isFallback: boolean;
  /** Architecture and description, as far as the browser tells them. */
  readonly name: string;
}

/** How this browser draws. Both answer null where there is none. */
export interface GraphicsProbe {
  webgpuAdapter(): Promise<AdapterDescription | null>;
  webglRenderer(): string | null;
}

/** Drivers that compute on the processor: ten to two hundred times slower than WASM at the same work. */
const SOFTWARE_RENDERER = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * The back ends worth trying here, best first: graphics only where it is hardware. Plain CPU comes last, for browsers
 * whose WASM is switched off.
 */
export async function candidateBackEnds(probe: GraphicsProbe): Promise<BackEnd[]> {
  const candidates: BackEnd[] = [];
  const adapter = await probe.webgpuAdapter();
  if (adapter && !adapter.isFallback && !SOFTWARE_RENDERER.test(adapter.name)) candidates.push('webgpu');
  const renderer = probe.webglRenderer();
  if (renderer !== null && !SOFTWARE_RENDERER.test(renderer)) candidates.push('webgl');
  candidates.push('wasm', 'cpu');
  return candidates;
}

/** A back end that was set up and timed. */
export interface Trial<T> {
  readonly backEnd: BackEnd;
  readonly outcome: T;
  /** Median milliseconds of one detection. */
  readonly milliseconds: number;
}

/**
 * Above this a picture takes too long to follow a climber: 80 ms are 12 pictures a second.
 */
const DETECTION_BUDGET_MS = 80;

/**
 * Tries the candidates in order and settles on the first within the budget. When none is, the fastest of those that
 * work is taken; plain CPU is tried only when nothing else works. Whatever was tried and not taken is discarded.
 * Throws when no candidate works: an AggregateError of every failure, except that a failure for which `isFinal`
 * answers true (a model that is not there) is thrown at once.
 */
export async function settleOnBackEnd<T>(
  candidates: readonly BackEnd[],
  tryOut: (backEnd: BackEnd) => Promise<Trial<T>>,
  discard: (trial: Trial<T>) => Promise<void> | void,
  isFinal: (error: unknown) => boolean = () => false,
  budget = DETECTION_BUDGET_MS,
): Promise<Trial<T>> {
  const failures: unknown[] = [];
  const timed: { backEnd: BackEnd; milliseconds: number }[] = [];
  let current: Trial<T> | undefined;
  for (const backEnd of candidates) {
    if (backEnd === 'cpu' && timed.length > 0) break;
    if (current) {
      await discard(current);
      current = undefined;
    }
    try {
      current = await tryOut(backEnd);
    } catch (error) {
      if (isFinal(error)) throw error;
      failures.push(error);
      continue;
    }
    timed.push(current);
    if (current.milliseconds <= budget) return current;
  }
  const fastest = timed.reduce<{ backEnd: BackEnd; milliseconds: number } | undefined>(
    (best, trial) => (!best || trial.milliseconds < best.milliseconds ? trial : best),
    undefined,
  );
  if (!fastest) {
    throw new AggregateError(failures, 'Detection works with none of the ways this browser offers');
  }
  if (current && current.backEnd === fastest.backEnd) return current;
  if (current) await discard(current);
  return tryOut(fastest.backEnd);
}

/** The middle value; of an even number the upper middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1];
  if (middle === undefined) throw new RangeError('The median of nothing was asked for');
  return middle;
}
