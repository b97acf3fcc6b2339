import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector } from 'undici';

export class BlockedAddressError extends Error {
  constructor(address: string) {
    super(`${address} is no public address; "allowPrivateAddresses" in the site's configuration lets the relay use it`);
  }
}

/** True for addresses of the public Internet: none that is private, loopback, link-local, mapped, tunnelled or reserved. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * An agent that refuses to connect anywhere but to public addresses. The address is checked where the connection is
 * made, after the name was resolved: no spelling of a name or number, and no name that changes its mind, gets past it.
 */
export function publicAgent(): Agent {
  const connect = buildConnector({ timeout: 10_000, lookup: lookUpPublic });
  return new Agent({
    connect(options, callback) {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      // A literal address is connected to without a look-up.
      if (isIP(host) !== 0 && !isPublicAddress(host)) callback(new BlockedAddressError(host), null);
      else connect(options, callback);
    },
  });
}

function lookUpPublic(
  hostname: string,
  options: LookupOptions,
  callback: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
): void {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const blocked = addresses.find(({ address }) => !isPublicAddress(address));
    if (blocked) return callback(new BlockedAddressError(`${hostname} (${blocked.address})`), []);
    const first = addresses[0];
    if (options.all || !first) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
}
