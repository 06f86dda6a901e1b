// The way between a client and a server, for tests that break it: a relay of bytes that can be cut, fall silent, and be mended.
import { connect, createServer } from 'node:net';

/** Relays every connection, HTTP and sockets alike, and lets each side know what became of the other. */
export class Relay {
  /** Client and server of each connection. @type {Set<readonly [import('node:net').Socket, import('node:net').Socket]>} */
  #lines = new Set();
  /** @type {'up' | 'cut' | 'silent'} */
  #state = 'up';
  #listener;

  /**
   * @private
   * @param {import('node:net').Server} listener
   * @param {string} url
   */
  constructor(listener, url) {
    this.#listener = listener;
    /** What the client is to speak to. */
    this.url = url;
  }

  /**
   * A relay to the server at this address, on a port of its own.
   * @param {string} server
   * @returns {Promise<Relay>}
   */
  static async before(server) {
    const { hostname, port: target } = new URL(server);
    const listener = createServer();
    await new Promise((resolve) => listener.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (listener.address());
    const relay = new Relay(listener, `http://127.0.0.1:${port}`);
    listener.on('connection', (client) => relay.#join(client, connect(Number(target), hostname)));
    return relay;
  }

  /** Every connection breaks, and none can be made. */
  cut() {
    this.#state = 'cut';
    for (const socket of this.#sockets()) socket.destroy();
  }

  /** Nothing arrives any more in either direction, and nobody is told: a cable pulled out far away. */
  fallSilent() {
    this.#state = 'silent';
    for (const socket of this.#sockets()) socket.pause();
  }

  /**
   * The line is back. Connections that fell silent go on where they were, or are dead, as after a router's restart.
   * @param {{ connections?: 'going on' | 'dead' }} [how]
   */
  mend({ connections = 'going on' } = {}) {
    this.#state = 'up';
    for (const socket of this.#sockets()) {
      if (connections === 'dead') socket.destroy();
      else socket.resume();
    }
  }

  /** Breaks what is left; nothing listens any more when this resolves. */
  async close() {
    this.cut();
    await new Promise((resolve) => this.#listener.close(resolve));
  }

  #sockets() {
    return [...this.#lines].flat();
  }

  /**
   * @param {import('node:net').Socket} client
   * @param {import('node:net').Socket} server
   */
  #join(client, server) {
    const line = /** @type {const} */ ([client, server]);
    this.#lines.add(line);
    for (const [from, to] of [line, /** @type {const} */ ([server, client])]) {
      from.on('data', (bytes) => to.write(bytes));
      from.on('end', () => to.end());
      from.on('close', () => {
        this.#lines.delete(line);
        // A silent line does not tell the other end.
        if (this.#state !== 'silent') to.destroy();
      });
      // What breaks is closed, and told by that.
      from.on('error', () => undefined);
    }
    if (this.#state === 'cut') client.destroy();
    if (this.#state === 'silent') for (const socket of line) socket.pause();
  }
}
