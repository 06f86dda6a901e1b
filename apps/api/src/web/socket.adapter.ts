import { type IncomingMessage } from 'node:http';
import { type INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { MAX_MESSAGE_BYTES } from '@reclimb/contracts';
import { mayAsk, type OriginRules } from '../accounts/origin.js';
import { socketCors } from './cors.js';

type ServerOptions = NonNullable<Parameters<IoAdapter['createIOServer']>[1]>;

/** One Socket.IO server for all namespaces, open to our own pages, those that were named, and programs. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly origins: OriginRules,
    private readonly isOpen: () => boolean = () => true,
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
      // Clients may compress: the envelope of a live batch is the same each time and all but vanishes. The server's own
      // messages are small or dense, and compressing them would cost more than it saves.
      perMessageDeflate: { threshold: Infinity },
    };
    return super.createIOServer(port, settings as ServerOptions);
  }
}
