import { decodeFrames, encodeFrames } from '@reclimb/pose';
import type { OutboxRecord } from '@reclimb/recording';

/** The order is the format: a kind's index is stored. */
const KINDS = ['frames', 'video', 'keyframe', 'marker', 'stop', 'cancel'] as const;

/**
 * A record as bytes: kind (1 byte), length of the head (2 bytes, little-endian), the head as JSON, the body. Frames are
 * packed as for the wire, so that a recording takes no more room here than there.
 */
export function encodeRecord(record: OutboxRecord): Uint8Array<ArrayBuffer> {
  const { kind, head, body } = split(record);
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(3 + text.length + body.length);
  bytes[0] = KINDS.indexOf(kind);
  new DataView(bytes.buffer).setUint16(1, text.length, true);
  bytes.set(text, 3);
  bytes.set(body, 3 + text.length);
  return bytes;
}

/** Reads what {@link encodeRecord} wrote. @throws when it is something else. */
export function decodeRecord(bytes: Uint8Array): OutboxRecord {
  const kind = KINDS[bytes[0] ?? KINDS.length];
  if (!kind || bytes.length < 3) throw new TypeError('Not a record of the outbox');
  const end = 3 + new DataView(bytes.buffer, bytes.byteOffset).getUint16(1, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(3, end))) as Record<string, unknown>;
  const body = bytes.slice(end);
  switch (kind) {
    case 'frames':
      return { kind, frames: decodeFrames(body) };
    case 'video':
      return { kind, data: body, ...head } as OutboxRecord;
    case 'keyframe':
      return { kind, image: body, ...head } as OutboxRecord;
    case 'marker':
    case 'stop':
    case 'cancel':
      return { kind, ...head } as OutboxRecord;
  }
}

function split(record: OutboxRecord) {
  const none = new Uint8Array();
  switch (record.kind) {
    case 'frames':
      return { kind: record.kind, head: {}, body: encodeFrames(record.frames) };
    case 'video': {
      const { kind, data: body, ...head } = record;
      return { kind, head, body };
    }
    case 'keyframe': {
      const { kind, image: body, ...head } = record;
      return { kind, head, body };
    }
    case 'marker':
    case 'stop':
    case 'cancel': {
      const { kind, ...head } = record;
      return { kind, head, body: none };
    }
  }
}
