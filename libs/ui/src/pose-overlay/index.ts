export * from './draw-poses';
export * from './pose-overlay';
export * from './layer-painter';
