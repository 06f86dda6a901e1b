import { Injectable, effect, signal } from '@angular/core';
import { GHOST_COLOUR, type PoseColours, recallValues, remember } from '@reclimb/ui';
import { ghostColours } from './ghost-layers';
import type { GhostLook } from './ghost-look';
import { type GhostPlacing, UNMOVED } from './ghost-placing';

/** Colours to choose from; `sides` draws the left half cool and the right half warm. */
export const GHOST_COLOURS = [
  { name: 'Cyan', value: GHOST_COLOUR },
  { name: 'White', value: '#ffffff' },
  { name: 'Yellow', value: '#ffd43b' },
  { name: 'Magenta', value: '#f783ac' },
  { name: 'Left and right', value: 'sides' },
] as const;

const STORAGE_KEY = 'reclimb.replay.ghost';
const DEFAULTS: GhostLook = {
  visible: true,
  colour: GHOST_COLOUR,
  opacity: 0.9,
  thickness: 1,
  mirror: false,
  smooth: false,
  onion: false,
  trails: false,
  fill: false,
  live: false,
  countdown: 0,
};

/** The look of the ghost, as a signal. */
@Injectable()
export class GhostSettings {
  readonly look = signal<GhostLook>({ ...DEFAULTS, ...remembered() });
  /** Where the ghost stands over the live camera, which rarely stands where it stood; as long as the page is open. */
  readonly placing = signal<GhostPlacing>(UNMOVED);

  constructor() {
    effect(() => {
      remember(STORAGE_KEY, JSON.stringify(this.look()));
    });
  }

  change(changes: Partial<GhostLook>): void {
    this.look.update((look) => ({ ...look, ...changes }));
  }

  colours(): PoseColours {
    return ghostColours(this.look());
  }
}

/** What is stored, as far as it is of the right type: an older version of this page may have written it. */
function remembered(): Partial<GhostLook> {
  return Object.fromEntries(
    Object.entries(recallValues(STORAGE_KEY)).filter(
      ([key, value]) => key in DEFAULTS && typeof value === typeof DEFAULTS[key as keyof GhostLook],
    ),
  );
}
