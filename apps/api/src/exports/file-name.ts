const MAX_LENGTH = 100;

/** A session's name as a file's name on any system, without an ending, and without what would turn the ending round. */
export function fileNameOf(sessionName: string): string {
  const safe = sessionName
    .normalize('NFC')

    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  // By characters, so that none is cut in half.
  return [...safe].slice(0, MAX_LENGTH).join('').trimEnd() || 'session';
}

/** The same for programs that take letters, digits, `-` and `_` only. */
export function plainFileNameOf(sessionName: string): string {
  return (
    fileNameOf(sessionName)
      .replace(/[^A-Za-z0-9-]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'session'
  );
}
