import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** The way between browser and server: a relay of bytes that can be cut. REST and sockets go through it alike. */
export class Network {
  private readonly lines = new Set<Socket>();
  private state: 'up' | 'cut' | 'silent' = 'up';

  private constructor(
    private readonly listener: Server,
    readonly url: string,
  ) {}

  /** A relay to this address, on a port of its own. */
  static async before(server: string): Promise<Network> {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    const network = new Network(listener, `http://localhost:${port}`);
    const { hostname, port: target } = new URL(server);
    listener.on('connection', (browser) => network.relay(browser, connect(Number(target), hostname)));
    return network;
  }

  /** Every connection breaks, and none can be made. */
  cut(): void {
    this.state = 'cut';
    for (const line of this.lines) line.destroy();
  }

  /** Nothing arrives any more in either direction, and nobody is told: a cable pulled out far away. */
  fallSilent(): void {
    this.state = 'silent';
    for (const line of this.lines) line.pause();
  }

  mend(): void {
    this.state = 'up';
    for (const line of this.lines) line.resume();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.listener.close(resolve));
  }

  private relay(browser: Socket, server: Socket): void {
    for (const [line, other] of [
      [browser, server],
      [server, browser],
    ] as const) {
      this.lines.add(line);
      line.on('data', (bytes) => other.write(bytes));
      line.on('end', () => other.end());
      // Whatever breaks one side breaks the other; there is nobody else to tell.
      line.on('error', () => other.destroy());
      line.on('close', () => {
        this.lines.delete(line);
        other.destroy();
      });
    }
    if (this.state === 'cut') browser.destroy();
    if (this.state === 'silent') browser.pause();
  }
}
