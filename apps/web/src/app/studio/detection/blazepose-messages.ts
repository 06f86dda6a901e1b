/** What the pose worker and BlazePose's own worker (public/blazepose/worker.js) say to each other. */

export type ToBlazePose =
  | { readonly type: 'load'; readonly complexity: 0 | 1 | 2 }
  /** `picture` is transferred and closed by the receiver; `timestamp` in milliseconds must rise strictly. */
  | {
      readonly type: 'detect';
      readonly id: number;
      readonly picture: ImageBitmap;
      readonly timestamp: number;
    };

export type FromBlazePose =
  | { readonly type: 'ready' }
  /** Keypoints as `[x, y, visibility]` in fractions of the picture; null when nobody was found. */
  | { readonly type: 'found'; readonly id: number; readonly keypoints: [number, number, number][] | null }
  | { readonly type: 'failed'; readonly id?: number; readonly reason: string };
