import type { Frame, Marker } from '@reclimb/contracts';
import type { ExportedSession, ExportSource } from '../source.js';

/** A source over frames in memory; `overrides` change the session. */
export function memorySource(
  frames: readonly Frame[],
  overrides: Partial<ExportedSession> = {},
  markers: readonly Marker[] = [],
): ExportSource {
  return {
    session: {
      id: '0b5f6d3e-7a37-4f6c-9d0c-3b1c8a1d2e4f',
      name: 'Blue slab',
      description: '',
      createdAt: '2026-11-22T10:00:00.000Z',
      duration: frames.at(-1)?.timestamp ?? 0,
      frameCount: frames.length,
      skeleton: 'coco17',
      model: 'movenet-lightning',
      imageWidth: 640,
      imageHeight: 480,
      tags: [],
      ...overrides,
    },
    markers,
    frames: async function* () {
      yield* frames;
    },
  };
}

/** All pieces of a text export. */
export async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
