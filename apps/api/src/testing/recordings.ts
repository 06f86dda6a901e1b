import type { Frame, StartRecording } from '@reclimb/contracts';
import type { Socket } from 'socket.io-client';

/** A start that is right; a test changes what it is about. */
export function startOf(overrides: Partial<StartRecording> = {}): StartRecording {
  return {
    name: 'Blue slab',
    skeleton: 'coco17',
    model: 'movenet-lightning',
    imageWidth: 640,
    imageHeight: 480,
    ...overrides,
  };
}

/** Frames `from` … `to` (exclusive) at 30 fps of one person who moves a little. */
export function framesOf(from: number, to: number, keypoints = 17): Frame[] {
  return Array.from({ length: to - from }, (_, index) => {
    const frameNumber = from + index;
    return {
      frameNumber,
      timestamp: frameNumber / 30,
      poses: [
        {
          score: 0.9,
          keypoints: Array.from({ length: keypoints }, (_point, place): [number, number, number] => [
            0.3 + place / 100 + Math.sin(frameNumber / 50) / 10,
            0.2 + place / 50,
            0.8,
          ]),
        },
      ],
    };
  });
}

/** The answer to one message, whatever it is. */
export async function ask<T = Record<string, unknown>>(
  socket: Socket,
  event: string,
  payload: unknown,
): Promise<
  { ok: true; data: T } | { ok: false; error: { code: string; message: string; details?: Answered } }
> {
  return socket.timeout(10_000).emitWithAck(event, payload);
}

/** What the details of an error may hold. */
export type Answered = Record<string, unknown>;

/** The data of one message's answer; throws when it was refused. */
export async function tell<T = Record<string, unknown>>(
  socket: Socket,
  event: string,
  payload: unknown,
): Promise<T> {
  const answer = await ask<T>(socket, event, payload);
  if (!answer.ok) throw new Error(`${event} was refused: ${JSON.stringify(answer.error)}`);
  return answer.data;
}

/** The next message of a kind that `accept` says yes to. Listens from the call on. */
export function next<T>(
  socket: Socket,
  event: string,
  accept: (payload: T) => boolean = () => true,
): Promise<T> {
  return new Promise((resolve) => {
    const listen = (payload: T) => {
      if (!accept(payload)) return;
      socket.off(event, listen);
      resolve(payload);
    };
    socket.on(event, listen);
  });
}

/** Asks again until `accept` says yes; the test's own time limit ends it. */
export async function eventually<T>(read: () => Promise<T>, accept: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
