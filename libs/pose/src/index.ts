export * from './bone-visibility.js';
export * from './frame.js';
export * from './geometry.js';
export * from './interpolate.js';
export * from './one-euro.js';
export * from './person-matching.js';
export * from './picture-fit.js';
export * from './skeleton.js';
