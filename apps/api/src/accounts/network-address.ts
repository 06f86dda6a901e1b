import { type IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Who a request comes from, past this many proxies of ours; for those that Express does not see. */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const forwarded = request.headers['x-forwarded-for'];
  const hops = String(forwarded ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
    .reverse();
  return [request.socket.remoteAddress ?? '', ...hops].slice(0, trustedProxies + 1).at(-1) ?? '';
}

/**
 * What of a network address tells one household from another: an IPv4 address, or the first half of an IPv6 address, as
 * every line has all of the other half to choose from.
 */
export function networkOf(address: string): string {
  const mapped = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const first = groupsOf(head);
  const last = groupsOf(tail ?? '');
  const between = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array<number>(Math.max(0, between)).fill(0), ...last];
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

const groupsOf = (text: string): number[] =>
  text === '' ? [] : text.split(':').map((group) => parseInt(group, 16));
