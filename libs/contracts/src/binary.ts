import * as z from 'zod';

/**
 * Bytes in a socket message. Node delivers a Buffer, browsers an ArrayBuffer; both come out as a Uint8Array over the
 * same memory.
 */
export const binarySchema = z
  .custom<ArrayBuffer | Uint8Array>(
    (value) => value instanceof ArrayBuffer || (ArrayBuffer.isView(value) && 'byteLength' in value),
    'Expected binary data',
  )
  .transform((value) =>
    ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value),
  );
