import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Problem } from '@reclimb/contracts';

/** As much of the document as is held against answers. */
interface Document {
  readonly paths: Record<string, Record<string, { responses: Record<string, { content?: Content }> }>>;
}
type Content = Record<string, { examples?: Record<string, unknown> }>;

const document = JSON.parse(
  readFileSync(path.resolve(__dirname, '../../../../openapi.json'), 'utf8'),
) as Document;

/** Paths that name a thing before those that take any (`/sessions/demo`, `/sessions/{id}`). */
const operations = Object.entries(document.paths)
  .map(([template, methods]) => ({
    methods,
    parameters: template.split('{').length,
    pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`),
  }))
  .sort((a, b) => a.parameters - b.parameters);

/**
 * Holds a refusal against `openapi.json`: its status and its code are to be told there of the operation that was asked. Of
 * addresses that the document does not know nothing is expected.
 *
 * @throws Error that names the operation and what it does not tell
 */
export async function expectDocumented(method: string, pathname: string, answer: Response): Promise<void> {
  if (answer.status < 400) return;
  const found = operations.find(({ pattern }) => pattern.test(pathname));
  const operation = found?.methods[method.toLowerCase()];
  if (!operation || !answer.headers.get('content-type')?.startsWith('application/problem+json')) return;
  const { code } = (await answer.clone().json()) as Problem;
  const told = operation.responses[answer.status]?.content?.['application/problem+json']?.examples ?? {};
  if (!(code in told)) {
    throw new Error(
      `openapi.json does not tell that ${method} ${found?.pattern.source} is refused with ${code}`,
    );
  }
}
