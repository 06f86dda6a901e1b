export * from './draw-poses';
export * from './pose-overlay';
