import { hash } from 'node:crypto';
import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

export function parseRanges(ranges: readonly string[]): Range[] {
  return ranges.map((range) => {
    if (range.includes('/')) return ipaddr.parseCIDR(range);
    const address = ipaddr.parse(range);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  });
}

/**
 * The visitor's address: of the connection, or as the nearest proxy that isn't ours wrote it to X-Forwarded-For.
 * It lives as long as the request; only `networkHash` of it goes anywhere.
 */
export function visitorAddress(
  connection: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly Range[],
): string {
  const hops = [...(forwardedFor?.split(',').map(withoutPort) ?? []), connection ?? ''];
  let address = hops.pop()!;
  while (hops.length > 0 && isTrusted(address, trusted)) address = hops.pop()!;
  return address;
}

/** Some proxies write `203.0.113.7:4711` or `[2001:db8::1]:443`. */
function withoutPort(hop: string): string {
  const text = hop.trim().replace(/^"|"$/g, '');
  return /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
}

export function isTrusted(text: string, trusted: readonly Range[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return trusted.some(
    ([range, bits]) => address.kind() === range.kind() && address.match([range, bits] as [ipaddr.IPv4, number]),
  );
}

/** What is known of a visitor: hashes of its network, and of the wider networks that it is part of. */
export interface Network {
  hashes: readonly string[];
}

/** What one household or office has in common: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(text: string): string {
  return networksOf(text)[0]!;
}

/** The network, and for IPv6 its /56 and /48. */
function networksOf(text: string): string[] {
  if (!ipaddr.isValid(text)) return ['unknown'];
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return [address.toString()];
  const [a = 0, b = 0, c = 0, d = 0] = (address as ipaddr.IPv6).parts;
  return [`${a}:${b}:${c}:${d}`, `${a}:${b}:${c}:${d >> 8}/56`, `${a}:${b}:${c}/48`];
}

/** The network under today's salt; nobody can get back from it to the address once the salt is deleted. */
export function networkHash(address: string, salt: Buffer): string {
  return hashed(networkOf(address), salt);
}

/** The network and those around it under a salt. */
export function networkHashes(address: string, salt: Buffer): Network {
  return { hashes: networksOf(address).map((network) => hashed(network, salt)) };
}

function hashed(network: string, salt: Buffer): string {
  return hash('sha256', Buffer.concat([salt, Buffer.from(network)]), 'base64url').slice(0, 22);
}

/** A proxy on the inner network that nobody named in `trustedProxies`, as far as an address can tell. */
export function looksLikeProxy(connection: string | undefined): boolean {
  return connection !== undefined && ipaddr.isValid(connection) && ipaddr.process(connection).range() !== 'unicast';
}
