import { ModelUnavailable } from './detector';

/** Fetches a model's files from our own server, and tells a model that is not there from a network that is not there. */
export async function fetchModelFile(path: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    throw new ModelUnavailable('The server cannot be reached to load the pose model.', { cause });
  }
  if (!response.ok) throw new ModelUnavailable(await refusal(response));
  return response;
}

async function refusal(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) {
    const problem: unknown = await response.json().catch(() => undefined);
    if (problem && typeof problem === 'object' && 'detail' in problem && typeof problem.detail === 'string') {
      return problem.detail;
    }
  }
  return `The server answered ${response.status} for the pose model.`;
}
