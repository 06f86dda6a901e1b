import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { MAX_MESSAGE_BYTES } from '@reclimb/contracts';
import { mayAsk, type OriginRules } from '../accounts/origin.js';
import { socketCors } from './cors.js';

/** Refuses a new connection, and says so to its client; false when it may come in. */
export type RefuseArrival = (request: IncomingMessage, response: ServerResponse) => boolean;

/** With the query as Engine.IO has parsed it; `sid` names a connection that there is already. */
interface EngineRequest extends IncomingMessage {
  readonly _query: { readonly sid?: string };
}

type ServerOptions = NonNullable<Parameters<IoAdapter['createIOServer']>[1]>;

const CONNECT_TIMEOUT_MS = 15_000;

/** One Socket.IO server for all namespaces, open to our own pages, those that were named, and programs. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly origins: OriginRules,
    private readonly isOpen: () => boolean = () => true,
    private readonly refuseArrival: RefuseArrival = () => false,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): ReturnType<IoAdapter['createIOServer']> {
    const settings: Partial<ServerOptions> = {
      ...options,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      // Browsers do not hold sockets to the same origin, so the server does.
      allowRequest: (request: IncomingMessage, callback: (error: string | null, success: boolean) => void) =>
        callback(null, this.isOpen() && mayAsk(request.headers, this.origins)),
      ...socketCors(this.origins),
      serveClient: false,
      // Who has not said by then where they want to is not waited for.
      connectTimeout: CONNECT_TIMEOUT_MS,
      // Nothing is compressed. Poses and video are dense already; offered it, browsers would compress every message, and
      // unpacking two messages a live batch costs more than all else that is done with it.
      perMessageDeflate: false,
    };
    const server = super.createIOServer(port, settings as ServerOptions);
    server.engine.use((request: EngineRequest, response: ServerResponse, next: () => void) => {
      if (request._query.sid !== undefined || !this.refuseArrival(request, response)) next();
    });
    return server;
  }
}
