// Frames in memory and what is to be seen of them, without the player: small enough for a worker's script.
export * from './frame-columns.js';
export * from './frame-track.js';
export * from './moment.js';
