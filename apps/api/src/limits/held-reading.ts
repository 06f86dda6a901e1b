import { type Socket } from 'socket.io';

/** What this needs of the `ws` socket below a connection. */
interface Transport {
  pause(): void;
  resume(): void;
}

const holders = new WeakMap<Transport, number>();

/** The WebSocket of a connection; null while it polls: then each of its requests is read whole anyway. */
function transportOf({ conn }: Socket): Transport | null {
  const { name, socket } = conn.transport as { name: string; socket?: Transport };
  return name === 'websocket' ? (socket ?? null) : null;
}

/**
 * Stops reading from a socket's connection: what its other end sends then waits there, and costs nothing here. Several may
 * hold it, as namespaces share a connection; each calls what is answered when it reads again.
 */
export function holdReading(socket: Socket): () => void {
  const transport = transportOf(socket);
  if (!transport) return () => undefined;
  const count = (by: 1 | -1) => {
    const sum = (holders.get(transport) ?? 0) + by;
    holders.set(transport, sum);
    return sum;
  };
  if (count(1) === 1) transport.pause();
  let isHeld = true;
  return () => {
    if (isHeld && count(-1) === 0) transport.resume();
    isHeld = false;
  };
}
