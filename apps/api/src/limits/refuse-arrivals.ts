import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { type Problem } from '@reclimb/contracts';
import { toProblem } from '../errors/problem.filter.js';
import { type Arrivals } from './arrivals.js';
import { tooManyNow } from './rate.js';

/** Refuses connections that are too many, before anything is known of them but their address. */
export function refuseArrivals(arrivals: Arrivals) {
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
      response.writeHead(problem.status, headers).end(JSON.stringify(problem));
    } else {
      // Engine.IO's stand-in for a response would close the connection without a word.
      // Whoever has gone by now needs no answer; nobody else listens, and the error would end the process.
      request.socket.on('error', () => request.socket.destroy());
      request.socket.end(rawAnswer(problem, headers));
      request.socket.destroySoon();
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
