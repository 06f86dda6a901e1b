import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line between client and server that can be cut: nothing arrives any more, and nobody is told. */
export class TcpProxy {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private cutOff = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** Listens on a port of its own before the server at `port`. */
  static async before(port: number): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new TcpProxy(server, `http://127.0.0.1:${(server.address() as { port: number }).port}`);
    server.on('connection', (client) => proxy.accept(client, port));
    return proxy;
  }

  /** From now on not a byte passes, in no direction, also on connections that are made only now. */
  cut(): void {
    this.cutOff = true;
    for (const socket of [...this.pairs].flat()) socket.pause();
  }

  /** The line is back. Connections from before are dead, as after a router's restart, or go on where they were. */
  mend({ connections }: { connections: 'dead' | 'going on' }): void {
    this.cutOff = false;
    for (const pair of this.pairs) {
      for (const socket of pair) {
        if (connections === 'dead') socket.destroy();
        else socket.resume();
      }
    }
  }

  close(): void {
    this.server.close();
    for (const socket of [...this.pairs].flat()) socket.destroy();
  }

  private accept(client: Socket, port: number): void {
    const upstream = connect(port, '127.0.0.1');
    const pair = [client, upstream] as const;
    this.pairs.add(pair);
    for (const [from, to] of [pair, [upstream, client] as const]) {
      from.on('data', (bytes) => to.write(bytes));
      from.on('close', () => {
        this.pairs.delete(pair);
        // A cut line does not tell the other end.
        if (!this.cutOff) to.destroy();
      });
      // What breaks is closed, and told by that.
      from.on('error', () => undefined);
    }
    if (this.cutOff) for (const socket of pair) socket.pause();
  }
}
