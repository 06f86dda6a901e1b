import { SKELETON_DEFINITIONS } from '@reclimb/pose';
import type { ExportSource, TextPieces } from './source.js';

/** What a `json` export calls itself. */
export const JSON_EXPORT_FORMAT = 'reclimb-json';

/**
 * The whole session as one JSON document: `{ format, version, session, keypointNames, bones, markers, frames }`. The
 * frames come as the JSON texts that they are stored as: to parse them only to print them again would double the work.
 */
export async function* jsonDocument(
  { session, markers }: Pick<ExportSource, 'session' | 'markers'>,
  frameTexts: AsyncIterable<string>,
): TextPieces {
  const { keypointNames, bones } = SKELETON_DEFINITIONS[session.skeleton];
  const head = {
    format: JSON_EXPORT_FORMAT,
    version: 1,
    session,
    keypointNames,
    bones: bones.map(({ from, to }) => [from, to]),
    markers,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"frames":[`;
  let separator = '\n';
  for await (const text of frameTexts) {
    yield separator + text;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** One frame a line, in the form in which `POST /sessions/:id/frames` takes them. */
export async function* ndjsonLines(frameTexts: AsyncIterable<string>): TextPieces {
  for await (const text of frameTexts) yield `${text}\n`;
}
