// Property tests draw the same examples in every run of `npm test`, so that a change is judged by what it changed;
// `npm run test:faults` draws new ones each time, and ten times as many where a test does not say how many.
const fc = require('fast-check');

const thorough = Number(process.env.FAULT_ROUNDS ?? 0) > 0;
fc.configureGlobal(thorough ? { numRuns: 1000 } : { seed: 20_251_101 });
