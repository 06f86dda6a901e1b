/** Who holds which recording among all pages of this browser. A claim ends with its page, however that ends. */
export interface Claims {
  /** Claims a recording; null when it is held. The function returned gives it back. */
  claim(sessionId: string): Promise<(() => void) | null>;
  /** The recordings that are held, by this page or another. */
  held(): Promise<ReadonlySet<string>>;
}

const PREFIX = 'reclimb-recording:';

/** By Web Locks: the browser gives back the locks of a page that is gone, also after a crash. */
export class LockClaims implements Claims {
  constructor(private readonly locks: LockManager) {}

  claim(sessionId: string): Promise<(() => void) | null> {
    return new Promise((resolve, reject) => {
      this.locks
        .request(PREFIX + sessionId, { ifAvailable: true }, (lock) => {
          if (!lock) return resolve(null);
          return new Promise<void>((release) => resolve(release));
        })
        .catch(reject);
    });
  }

  async held(): Promise<ReadonlySet<string>> {
    const { held = [] } = await this.locks.query();
    const names = held.map(({ name }) => name ?? '').filter((name) => name.startsWith(PREFIX));
    return new Set(names.map((name) => name.slice(PREFIX.length)));
  }
}
