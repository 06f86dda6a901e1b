export * from './frame-columns.js';
export * from './frame-track.js';
export * from './memory-source.js';
export * from './moment.js';
export * from './player.js';
export * from './player-state.js';
export type { PlayerOptions } from './player-view.js';
export type { Clock } from './playhead.js';
export * from './source.js';
