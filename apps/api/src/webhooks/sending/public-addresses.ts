import { BlockList, isIP } from 'node:net';

/** IPv4 networks that are not the public internet (IANA's registry of special-purpose addresses, and multicast). */
const SPECIAL_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

/** Of IPv6 only this is routed in public … */
const GLOBAL_IPV6 = ['2000::', 3] as const;
/** … but for protocols that carry an IPv4 address in it (Teredo, 6to4), benchmarks and documentation. */
const SPECIAL_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

/** An address, or a network in CIDR form. */
export interface Network {
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly prefix: number;
}

/** Reads `192.168.0.0/16`, `10.0.0.7` or `fd00::/8`; null when it is none of these. */
export function parseNetwork(text: string): Network | null {
  const [, address = '', prefixText] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return null;
  const bits = version === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  return prefix > bits ? null : { address, family: `ipv${version as 4 | 6}`, prefix };
}

/** Which addresses a webhook may be sent to: the public internet, and the private networks that are allowed. */
export class PublicAddresses {
  private readonly allowed = new BlockList();
  private readonly special = new BlockList();
  private readonly global = new BlockList();

  /** @param networks that are allowed though they are not public. */
  constructor(networks: readonly Network[]) {
    for (const { address, prefix, family } of networks) this.allowed.addSubnet(address, prefix, family);
    for (const [address, prefix] of SPECIAL_IPV4) this.special.addSubnet(address, prefix, 'ipv4');
    for (const [address, prefix] of SPECIAL_IPV6) this.special.addSubnet(address, prefix, 'ipv6');
    this.global.addSubnet(...GLOBAL_IPV6, 'ipv6');
  }

  /** Whether a connection to this IP address may be made. An IPv4 address in the clothes of IPv6 is none that is public. */
  permits(address: string): boolean {
    const version = isIP(address);
    if (version === 0) return false;
    const family = `ipv${version as 4 | 6}` as const;
    if (this.allowed.check(address, family)) return true;
    if (this.special.check(address, family)) return false;
    return version === 4 || this.global.check(address, family);
  }
}
