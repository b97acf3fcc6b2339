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
  const hops = [...(forwardedFor?.split(',').map((hop) => hop.trim()) ?? []), connection ?? ''];
  let address = hops.pop()!;
  while (hops.length > 0 && isTrusted(address, trusted)) address = hops.pop()!;
  return address;
}

function isTrusted(text: string, trusted: readonly Range[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return trusted.some(
    ([range, bits]) => address.kind() === range.kind() && address.match([range, bits] as [ipaddr.IPv4, number]),
  );
}

/** What one household or office has in common: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(text: string): string {
  if (!ipaddr.isValid(text)) return 'unknown';
  const address = ipaddr.process(text);
  return address.kind() === 'ipv4' ? address.toString() : (address as ipaddr.IPv6).parts.slice(0, 4).join(':');
}

/** The network under today's salt; nobody can get back from it to the address once the salt is deleted. */
export function networkHash(address: string, salt: Buffer): string {
  return hash('sha256', Buffer.concat([salt, Buffer.from(networkOf(address))]), 'base64url').slice(0, 22);
}
