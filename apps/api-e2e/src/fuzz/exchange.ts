import http from 'node:http';

/** A request as it goes out. */
export interface Request {
  readonly method: string;
  /** As it stands in the first line, percent signs and all. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: string;
  readonly body: Buffer;
}

const ANSWER_WITHIN_MS = 30_000;

/** Sends requests as they are: `fetch` would mend addresses and refuse bodies of a GET. */
export class Exchange {
  private readonly agent = new http.Agent({ keepAlive: true });
  private readonly target: { host: string; port: string };

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.target = { host: hostname, port };
  }

  /** @throws Error when there is no answer. */
  async send(request: Request): Promise<Answer> {
    // A kept connection may be closed by the server in the moment in which it is used again.
    return this.attempt(request, this.agent).catch(() => this.attempt(request, new http.Agent()));
  }

  close(): void {
    this.agent.destroy();
  }

  private attempt({ method, path, headers, body }: Request, agent: http.Agent): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = body && { 'content-length': String(body.length) };
      const request = http.request({
        ...this.target,
        agent,
        method,
        path,
        headers: { ...length, ...headers },
        timeout: ANSWER_WITHIN_MS,
      });
      request.once('timeout', () => request.destroy(new Error(`No answer in ${ANSWER_WITHIN_MS / 1000} s`)));
      request.once('error', reject);
      request.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: (response.headers['content-type'] ?? '').split(';')[0] ?? '',
            headers: response.rawHeaders.join('\n'),
            body: Buffer.concat(chunks),
          }),
        );
      });
      request.end(body);
    });
  }
}
