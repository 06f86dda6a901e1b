import { readFileSync } from 'node:fs';
import path from 'node:path';

const DOCUMENT = path.resolve(__dirname, '../../../../docs/integrations.md');

/** The code blocks of docs/integrations.md that are marked as examples, by their file names. */
export function readExamples(): ReadonlyMap<string, string> {
  const marked = /<!-- example: (\S+) -->\n\n```\w+\n(.*?)```/gs;
  return new Map(
    [...readFileSync(DOCUMENT, 'utf8').matchAll(marked)].map(([, name = '', code = '']) => [name, code]),
  );
}
