import { EventEmitter } from 'node:events';
import { type Socket } from 'socket.io';
import { Metrics } from '../metrics/metrics.js';
import { SocketTraffic } from './socket-traffic.js';

type Middleware = (packet: unknown[], next: () => void) => void;

/** A socket that was let in, and how a message comes from it; `acknowledge` is what a handler would call. */
function letIn(traffic: SocketTraffic) {
  let middleware: Middleware | undefined;
  const socket = Object.assign(new EventEmitter(), {
    id: 'a',
    nsp: { name: '/recording' },
    handshake: { auth: {} },
    data: {},
    conn: Object.assign(new EventEmitter(), { close: () => undefined }),
    use: (added: Middleware) => void (middleware = added),
  });
  socket.on('poses', () => undefined);
  traffic.follow(socket as unknown as Socket, 'ada');
  return {
    socket,
    send: () => {
      const packet: unknown[] = ['poses', {}, () => undefined];
      middleware?.(packet, () => undefined);
      return { acknowledge: packet.at(-1) as () => void };
    },
  };
}

/** Whether a promise is fulfilled once everything that is due has run. */
async function isFulfilled(promise: Promise<void>): Promise<boolean> {
  let fulfilled = false;
  void promise.then(() => (fulfilled = true));
  await new Promise((resolve) => setImmediate(resolve));
  return fulfilled;
}

describe('a server that stops', () => {
  it('waits until what came from its sockets is acknowledged: that is stored', async () => {
    const traffic = new SocketTraffic(new Metrics());
    const { send } = letIn(traffic);
    const [first, second] = [send(), send()];
    const drained = traffic.drain();
    first.acknowledge();
    first.acknowledge();
    expect(await isFulfilled(drained)).toBe(false);
    second.acknowledge();
    expect(await isFulfilled(drained)).toBe(true);
  });

  it('does not wait for what nobody acknowledges: its sender has gone', async () => {
    const traffic = new SocketTraffic(new Metrics());
    const gone = letIn(traffic);
    gone.send();
    const answeredLate = gone.send();
    gone.socket.emit('disconnect', 'transport close');
    answeredLate.acknowledge();
    const { acknowledge } = letIn(traffic).send();
    const drained = traffic.drain();
    expect(await isFulfilled(drained)).toBe(false);
    acknowledge();
    expect(await isFulfilled(drained)).toBe(true);
  });
});
