import { SKELETON_DEFINITIONS } from '@reclimb/pose';
import { MainPerson } from './main-person.js';
import type { PictureRows } from './picture-rows.js';
import { type ExportedSession, numberText, type TextPieces } from './source.js';

/**
 * DeepLabCut's CSV of one animal: three header rows (scorer, bodyparts, coords), then a row a picture with pixels and
 * likelihoods. Holds the main person; cells are empty where nobody was found.
 */
export async function* deepLabCutCsv(session: ExportedSession, pictures: PictureRows): TextPieces {
  const { keypointNames } = SKELETON_DEFINITIONS[session.skeleton];
  // The header has no quoting that all readers understand.
  const scorer = session.model.replace(/[^\w.-]+/g, '_');
  const header = (title: string, cells: (name: string) => readonly string[]) =>
    `${[title, ...keypointNames.flatMap(cells)].join(',')}\n`;
  yield header('scorer', () => [scorer, scorer, scorer]);
  yield header('bodyparts', (name) => [name, name, name]);
  yield header('coords', () => ['x', 'y', 'likelihood']);
  const nobody = ','.repeat(keypointNames.length * 3);
  const person = new MainPerson();
  for await (const row of pictures.rows()) {
    const pose = person.in(row);
    let line = String(row.frameNumber);
    if (pose) {
      for (const [x, y, score] of pose.keypoints) {
        line += `,${numberText(x * session.imageWidth, 'pixel')},${numberText(y * session.imageHeight, 'pixel')},${numberText(score, 'score')}`;
      }
    } else line += nobody;
    yield `${line}\n`;
  }
}
