export * from './hand-clock.js';
export * from './sample-frames.js';
export * from './scripted-source.js';
export * from './source-contract.js';
