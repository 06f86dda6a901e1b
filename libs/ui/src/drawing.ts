// Drawing without Angular: what a worker needs that draws as the pages do.
export * from './pose-overlay/draw-poses';
export * from './pose-overlay/layer-painter';
