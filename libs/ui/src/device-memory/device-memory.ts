/**
 * What this device remembers under a key of the page's own; null when that is nothing, or when the browser keeps its
 * storage shut (a private window throws at the mere access).
 */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch (error) {
    console.warn(`${key} cannot be read: the browser’s storage is shut.`, error);
    return null;
  }
}

/**
 * The values that {@link recall} finds under a key, each of whatever type: an older page, or not this one at all, may have
 * written them. Empty when there is no such object.
 */
export function recallValues(key: string): Readonly<Record<string, unknown>> {
  try {
    const stored: unknown = JSON.parse(recall(key) ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  } catch {
    // No JSON: nothing of ours. The next thing that is remembered replaces it.
    return {};
  }
}

/**
 * Remembers a text on this device, for {@link recall}. Where the storage is full or shut, the choice lasts until the page
 * is left: nothing that is worth an interruption.
 */
export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch (error) {
    console.warn(`${key} cannot be remembered: the browser’s storage is full or shut.`, error);
  }
}
