export * from './lossy-transport.js';
export * from './manual-clock.js';
export * from './memory-server.js';
export * from './outbox-storage-contract.js';
