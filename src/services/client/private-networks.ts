// What is not the public internet: addresses that only this machine or its network can reach.
import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** IANA's special-purpose registries (RFC 6890): all that is not reachable from everywhere, and what wraps such an address. */
const special = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  special.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of [
  ["::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 9],
  ["ff00::", 8],
] as const) {
  special.addSubnet(network, bits, "ipv6");
}
/** How a network without IPv4 spells a public IPv4 address (RFC 6052). */
const translated = new BlockList();
translated.addSubnet("64:ff9b::", 96, "ipv6");

/** Whether an IP address is one of this machine, of its network, or of no network at all. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.split("%", 1)[0]!;
  if (isIP(plain) === 4) return special.check(plain, "ipv4");
  if (translated.check(plain, "ipv6")) return isPrivateAddress(lastIPv4(plain));
  return special.check(plain, "ipv6");
}

/** The IPv4 address in the last 32 bits of an IPv6 address. */
function lastIPv4(address: string): string {
  const parts = new URL(`http://[${address}]`).hostname.slice(1, -1).split(":").slice(-2);
  return parts
    .map((part) => Number.parseInt(part || "0", 16))
    .flatMap((part) => [part >> 8, part & 255])
    .join(".");
}

/** Whether the host of an address says by itself that it is no public one: `127.0.0.1`, `[::1]`, `localhost`, `nas.local`. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(bare) !== 0) return isPrivateAddress(bare);
  return /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/i.test(bare) || !bare.includes(".");
}

/** A name that leads into a private network. */
export class PrivateAddressError extends Error {}

type Resolve = (
  name: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Resolves a name for the connection that is about to be made, unless any of its addresses is private. What is checked is
 * what is connected to, so a name that answers differently the second time (DNS rebinding) gains nothing.
 */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refusal = addresses?.some(({ address }) => isPrivateAddress(address))
        ? new PrivateAddressError(hostname)
        : null;
      const [first] = addresses ?? [];
      if (error || refusal || !first) callback(error ?? refusal ?? new PrivateAddressError(hostname), [], 0);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
