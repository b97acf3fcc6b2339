import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, ProxyAgent, type Dispatcher } from 'undici';
import { isTrusted, parseRanges } from '../http/visitor.ts';

export class BlockedAddressError extends Error {
  constructor(address: string) {
    super(`${address} is no public address; "allowPrivateAddresses" in the site's configuration lets the relay use it`);
  }
}

/** True for addresses of the public Internet: none that is private, loopback, link-local, mapped, tunnelled or reserved. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Hosts by name and addresses by range that may be private. */
export class PrivateAddresses {
  readonly #hosts = new Set<string>();
  readonly #ranges: ReturnType<typeof parseRanges> = [];

  constructor(list: readonly string[]) {
    for (const entry of list) {
      if (ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry)) this.#ranges.push(...parseRanges([entry]));
      else this.#hosts.add(entry.toLowerCase());
    }
  }

  hasHost(host: string): boolean {
    return this.#hosts.has(host.toLowerCase());
  }

  hasAddress(address: string): boolean {
    return isTrusted(address, this.#ranges);
  }
}

/**
 * An agent that refuses to connect anywhere but to public addresses and to the listed ones. The address is checked
 * where the connection is made, after the name was resolved: no spelling of a name or number, and no name that changes
 * its mind, gets past it, and neither does a redirect.
 */
export function guardedAgent(allowed: readonly string[] = []): Agent {
  const list = new PrivateAddresses(allowed);
  const isAllowed = (host: string, address: string): boolean =>
    isPublicAddress(address) || list.hasHost(host) || list.hasAddress(address);
  const lookup: LookupFunction = (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const blocked = addresses.find(({ address }) => !isAllowed(hostname, address));
      if (blocked) return callback(new BlockedAddressError(`${hostname} (${blocked.address})`), []);
      const first = addresses[0];
      if (options.all || !first) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ timeout: 10_000, lookup });
  return new Agent({
    connect(options, callback) {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      // A literal address is connected to without a look-up.
      if (isIP(host) !== 0 && !isAllowed(host, host)) callback(new BlockedAddressError(host), null);
      else connect(options, callback);
    },
  });
}

/**
 * The agent for one source. Through a proxy it is the proxy that connects: then only what the address says is checked,
 * and the proxy has to guard the inner network.
 */
export function agentFor(url: string | undefined, allowed: boolean | readonly string[], proxy?: string): Dispatcher {
  if (proxy !== undefined) return new ProxyAgent(proxy);
  const own = url !== undefined && URL.canParse(url) ? [new URL(url).hostname.replace(/^\[|\]$/g, '')] : [];
  return guardedAgent(allowed === true ? own : allowed === false ? [] : allowed);
}
