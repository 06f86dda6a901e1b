import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import type { WebhookMessage } from '@reclimb/contracts';

/** A message as it arrived. */
export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
  message: WebhookMessage;
  /** The address of this machine that it was sent to. */
  localAddress: string | undefined;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Somebody's server that webhooks are sent to, on all addresses of this machine. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** How it answers; 204 unless a test says otherwise. */
  answer: Answer = (response) => response.writeHead(204).end();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => void receiver.take(request, response));
    server.listen(0);
    await once(server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    this.received.push({
      path: request.url ?? '',
      headers: request.headers as Record<string, string>,
      body,
      message: JSON.parse(body) as WebhookMessage,
      localAddress: request.socket.localAddress,
    });
    this.answer(response, request);
  }
}
