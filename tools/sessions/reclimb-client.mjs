import { setTimeout as delay } from 'node:timers/promises';

/** Who speaks to a running Reclimb over REST: its address and the headers that say who is asking. */
export class ReclimbClient {
  /** @param {string} url @param {Record<string, string>} headers */
  constructor(url, headers) {
    this.url = url.replace(/\/$/, '');
    this.headers = headers;
  }

  /** With an API token of the scope `sessions:write`. */
  static withToken(url, token) {
    return new ReclimbClient(url, { authorization: `Bearer ${token}` });
  }

  /** Logs in; on a server without any account it makes this one, which becomes the administrator. */
  static async logIn(url, email, password) {
    const client = new ReclimbClient(url, {});
    const { setupRequired } = await client.json('GET', '/setup');
    const answer = setupRequired
      ? await client.send('POST', '/auth/register', { email, password, name: email.split('@')[0] })
      : await client.send('POST', '/auth/login', { email, password });
    const cookie = answer.headers.get('set-cookie').split(';')[0];
    return new ReclimbClient(url, { cookie });
  }

  /** Sends an object as JSON. @throws Error with the server's own words when it refuses */
  send(method, path, body) {
    return this.stream(
      method,
      path,
      body === undefined ? undefined : JSON.stringify(body),
      'application/json',
    );
  }

  /** Sends a text or a stream of bytes. @throws as {@link send} */
  async stream(method, path, body, type) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { ...this.headers, ...(body !== undefined && { 'content-type': type }) },
      body,
      duplex: 'half',
    });
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({}));
    throw new Error(`${method} ${path}: ${problem.detail ?? problem.title ?? response.statusText}`);
  }

  /** The JSON that is answered. */
  async json(method, path, body) {
    return (await this.send(method, path, body)).json();
  }

  /** Waits until a session that has ended is completed; answers it. @throws Error when it failed */
  async whenCompleted(sessionId) {
    for (;;) {
      const session = await this.json('GET', `/sessions/${sessionId}`);
      if (session.status === 'completed') return session;
      if (session.status === 'failed') throw new Error(`The session failed: ${session.failureReason}`);
      await delay(200);
    }
  }
}
