import { MemorySource } from './memory-source.js';
import { describeReplaySource, sampleFrames } from './testing/index.js';

describeReplaySource(
  'MemorySource',
  { describe, it },
  sampleFrames({ count: 700, people: (n) => n % 3 }),
  async (frames) => new MemorySource('coco17', frames),
);
