/** `mm:ss.cc`, with hours in front where there are any: `01:02:03.45`. Hundredths are rounded down, as on a clock. */
export function timeText(seconds: number): string {
  // A frame at 0.3 s is 0.299999… in binary: without the nudge it would read one hundredth early.
  const hundredths = Math.max(0, Math.floor(seconds * 100 + 1e-6));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(hundredths / 360_000);
  const text = `${two(Math.floor(hundredths / 6000) % 60)}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
  return hours > 0 ? `${two(hours)}:${text}` : text;
}

/** What someone typed: a time in seconds, a frame, or nothing that can be understood. */
export type TypedPlace = { timestamp: number } | { frameNumber: number } | undefined;

/** Understands `75`, `75.5`, `1:15.50`, `1:02:03` as times and `#1234` or `f1234` as a frame. A comma does for a point. */
export function parsePlace(text: string): TypedPlace {
  const typed = text.trim().replace(',', '.');
  const frame = /^[#f]\s*(\d+)$/i.exec(typed);
  if (frame) return { frameNumber: Number(frame[1]) };
  if (!/^(\d+:){0,2}\d+(\.\d*)?$/.test(typed)) return undefined;
  const timestamp = typed.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return { timestamp };
}

/** A time for screen readers: `1 minute 2.3 seconds`. */
export function spokenTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = `${(seconds % 60).toFixed(1)} seconds`;
  return minutes > 0 ? `${minutes} minute${minutes === 1 ? '' : 's'} ${rest}` : rest;
}
