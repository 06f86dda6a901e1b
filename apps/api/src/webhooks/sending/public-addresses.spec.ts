import { parseNetwork, PublicAddresses } from './public-addresses.js';

describe(PublicAddresses.name, () => {
  const none = new PublicAddresses([]);

  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.2.5'],
    ...['::1', '::', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1'],
    // IPv4 addresses in disguise: mapped, compatible, NAT64, 6to4, Teredo.
    ...[
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::7f00:1',
      '64:ff9b::a00:1',
      '2002:7f00:1::',
      '2001:0:7f00:1::',
    ],
    ...['localhost', '', '127.1', 'fe80::1%eth0'],
  ])('keeps webhooks away from %s', (address) => {
    expect(none.permits(address)).toBe(false);
  });

  it.each(['93.184.215.14', '8.8.8.8', '172.32.0.1', '2606:2800:21f:cb07::1', '2a00:1450:4001::1'])(
    'lets them go to %s',
    (address) => expect(none.permits(address)).toBe(true),
  );

  it('lets them go to the private networks that are allowed, and to no other', () => {
    const networks = ['192.168.7.0/24', '127.0.0.1', 'fd00::/8'].map(parseNetwork);
    const addresses = new PublicAddresses(networks.flatMap((network) => network ?? []));
    for (const address of ['192.168.7.200', '127.0.0.1', 'fd12::1', '::ffff:192.168.7.3']) {
      expect([address, addresses.permits(address)]).toEqual([address, true]);
    }
    for (const address of ['192.168.8.1', '127.0.0.2', 'fc00::1', '::1', '10.0.0.1']) {
      expect([address, addresses.permits(address)]).toEqual([address, false]);
    }
  });

  it.each(['', 'home', '192.168.0.0/33', '192.168.0/16', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/-1'])(
    'takes %j for no network',
    (text) => expect(parseNetwork(text)).toBeNull(),
  );
});
