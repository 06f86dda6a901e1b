export * from './pose-overlay';
