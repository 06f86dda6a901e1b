export * from './append-rule.js';
