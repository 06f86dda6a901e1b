import { lookup, type LookupAddress } from 'node:dns';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { PublicAddresses } from './public-addresses.js';

/** An answer is not of interest, only its status is; what is longer is not read to its end. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** The endpoint could not be asked. The message is for the webhook's owner: it tells nothing of networks that are private. */
export class EndpointError extends Error {
  override name = 'EndpointError';
}

const REFUSED = 'The address is not in the public internet (see WEBHOOK_PRIVATE_NETWORKS)';

const MESSAGES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The host name could not be found',
  EAI_AGAIN: 'The host name could not be looked up',
  ECONNREFUSED: 'The connection was refused',
  ECONNRESET: 'The connection was closed before an answer',
  ETIMEDOUT: 'The connection could not be made in time',
  EHOSTUNREACH: 'The host cannot be reached',
  ENETUNREACH: 'The network cannot be reached',
  HPE_HEADER_OVERFLOW: 'The headers of the answer are too large',
};

/** Finds the addresses of host names. Apart, so that a test can have a name server that cheats. */
@Injectable()
export class NameServer {
  resolve(hostname: string): Promise<LookupAddress[]> {
    return promisify(lookup)(hostname, { all: true });
  }
}

/** Sends messages to other people's servers, and to none that lies in a private network. */
@Injectable()
export class Endpoint {
  /** For all of it: finding the address, connecting, the answer. */
  protected readonly timeoutMs: number = 10_000;
  private readonly addresses: PublicAddresses;

  constructor(
    config: Config,
    private readonly names: NameServer,
  ) {
    this.addresses = new PublicAddresses(config.webhookPrivateNetworks);
  }

  /** Why nothing can be sent to this URL, as far as its text tells; null when it may be tried. */
  refusal(url: string): string | null {
    const host = hostOf(new URL(url));
    const address = /(^|\.)localhost\.?$/.test(host) ? '127.0.0.1' : host;
    return isIP(address) && !this.addresses.permits(address) ? REFUSED : null;
  }

  /**
   * Posts the body; answers the status. Redirects are not followed.
   *
   * @throws EndpointError when there was no answer; the abort's reason when that ended it.
   */
  async post(
    url: string,
    { headers, body }: { headers: Record<string, string>; body: string },
    abort: AbortSignal,
  ): Promise<number> {
    const refused = this.refusal(url);
    if (refused !== null) throw new EndpointError(refused);
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      return await this.exchange(url, body, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        // A connection of its own, to the address that was checked.
        agent: false,
        lookup: this.checkedLookup,
        signal: AbortSignal.any([timeout, abort]),
      });
    } catch (error) {
      abort.throwIfAborted();
      if (timeout.aborted) {
        throw new EndpointError(`No answer within ${this.timeoutMs / 1000} seconds`, { cause: error });
      }
      throw asEndpointError(error);
    }
  }

  private exchange(url: string, body: string, options: RequestOptions): Promise<number> {
    return new Promise((resolve, reject) => {
      const { request } = url.startsWith('https:') ? https : http;
      let answered = false;
      const sent = request(url, options, (answer) => {
        answered = true;
        // The status is there: that the rest broke off changes nothing.
        const done = () => resolve(answer.statusCode as number);
        readAway(answer).then(done, done);
      });
      sent.on('error', (error) => {
        if (!answered) reject(error);
      });
      sent.end(body);
    });
  }

  /** Looks the name up and keeps what may be connected to: between check and connection there is no second look. */
  private readonly checkedLookup: LookupFunction = (hostname, { all }, callback) => {
    this.names.resolve(hostname).then(
      (found) => {
        const permitted = found.filter(({ address }) => this.addresses.permits(address));
        const [first] = permitted;
        if (!first) callback(new EndpointError(REFUSED), '');
        else if (all) callback(null, permitted);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

async function readAway(answer: IncomingMessage): Promise<void> {
  let size = 0;
  for await (const chunk of answer) {
    size += (chunk as Buffer).length;
    // Leaving the loop closes the connection.
    if (size > MAX_ANSWER_BYTES) return;
  }
}

const hostOf = ({ hostname }: URL) => hostname.replace(/^\[(.*)\]$/, '$1');

function asEndpointError(error: unknown): EndpointError {
  if (error instanceof EndpointError) return error;
  // Several addresses, each with an error of its own: the last one stands for them.
  const cause: unknown = error instanceof AggregateError ? error.errors.at(-1) : error;
  if (cause instanceof EndpointError) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const isTls = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code);
  const message = isTls ? `The TLS connection failed: ${code}` : MESSAGES[code];
  return new EndpointError(message ?? 'The connection failed', { cause: error });
}
