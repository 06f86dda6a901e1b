export * from './frame-columns.js';
export * from './frame-track.js';
export * from './memory-source.js';
export * from './moment.js';
export * from './player.js';
export * from './player-state.js';
export * from './source.js';
