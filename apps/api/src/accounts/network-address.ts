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
  return plainAddress([request.socket.remoteAddress ?? '', ...hops].slice(0, trustedProxies + 1).at(-1));
}

/**
 * An address as people know it. A socket that listens on IPv6 too tells an IPv4 address as `::ffff:192.0.2.1`, a proxy may
 * write it as `::ffff:c000:201`; a link-local one carries the name of our own network card.
 */
export function plainAddress(address: string | undefined): string {
  const [unzoned = ''] = (address ?? '').toLowerCase().split('%');
  const groups = isIPv6(unzoned) ? groupsOf(unzoned) : [];
  const isMapped =
    groups.length === 8 && groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  if (!isMapped) return unzoned;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}

/**
 * What of a network address tells one household from another: an IPv4 address, or the first half of an IPv6 address, as
 * every line has all of the other half to choose from.
 */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  if (!isIPv6(plain)) return plain;
  const network = groupsOf(plain).slice(0, 4);
  return `${network.map((group) => group.toString(16)).join(':')}::/64`;
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  // The last two may be written as an IPv4 address.
  const hexadecimal = address.replace(
    /(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
    (_, a: string, b: string, c: string, d: string) =>
      `${(Number(a) * 256 + Number(b)).toString(16)}:${(Number(c) * 256 + Number(d)).toString(16)}`,
  );
  const [head = '', tail] = hexadecimal.split('::');
  const parse = (text: string) => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const first = parse(head);
  const last = parse(tail ?? '');
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
}
