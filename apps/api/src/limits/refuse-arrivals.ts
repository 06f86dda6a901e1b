import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { type Problem } from '@reclimb/contracts';
import { toProblem } from '../errors/problem.filter.js';
import { type Arrivals } from './arrivals.js';
import { tooManyNow } from './rate.js';

/**
 * How long who is refused waits for the answer, between half of it and one and a half: whoever asks again at once does so that
 * much more seldom, and a crowd that came in one moment does not come again in one.
 */
const HOLD_MS = 4_000;
/** Connections that are held so; others are answered at once. */
const MOST_HELD = 5_000;

/** Refuses connections that are too many, before anything is known of them but their address. */
export function refuseArrivals(arrivals: Arrivals) {
  let held = 0;
  const hold = (answer: () => void): void => {
    if (held >= MOST_HELD) return answer();
    held += 1;
    setTimeout(
      () => {
        held -= 1;
        answer();
      },
      HOLD_MS * (0.5 + Math.random()),
    ).unref();
  };
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const seconds = arrivals.count(request);
    if (seconds === 0) return false;
    const problem = toProblem(tooManyNow(seconds));
    const headers = {
      'Retry-After': String(seconds),
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      Connection: 'close',
    };
    if (request.headers.upgrade === undefined) {
      hold(() => response.writeHead(problem.status, headers).end(JSON.stringify(problem)));
    } else {
      // Engine.IO's stand-in for a response would close the connection without a word.
      // Whoever has gone by now needs no answer; nobody else listens, and the error would end the process.
      request.socket.on('error', () => request.socket.destroy());
      hold(() => {
        request.socket.end(rawAnswer(problem, headers));
        request.socket.destroySoon();
      });
    }
    return true;
  };
}

function rawAnswer(problem: Problem, headers: Readonly<Record<string, string>>): string {
  const body = JSON.stringify(problem);
  const all = { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}
