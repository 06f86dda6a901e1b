/** Browsers by what only they say of themselves: each also says what those below it say. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** A `User-Agent` in people's words: "Firefox on Linux". What is not a browser names itself by its first word. */
export function browserName(userAgent: string): string {
  const of = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = of(BROWSERS) ?? userAgent.split(/[\s/]/)[0];
  if (!browser) return 'Unknown browser';
  const system = of(SYSTEMS);
  return system ? `${browser} on ${system}` : browser;
}

/** Whether it is held in a hand. */
export function isHandheld(userAgent: string): boolean {
  return /\b(Android|iPhone|iPod|iPad|Mobile)\b/.test(userAgent);
}
