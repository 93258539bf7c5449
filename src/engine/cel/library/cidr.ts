/** Networks: an address and how many of its bits count. After k8s.io/apiserver/pkg/cel/library/cidr.go and net/netip.ParsePrefix. */
import { parseType } from '../checker/type';
import { Opaque } from '../values/value';
import { quote } from '../../golang/quote';
import { Ip, isFourInSix, parseAddress, parseIp, parses } from './ip';
import type { LibraryFunction } from './library-function';

function masked(bytes: readonly number[], bits: number): readonly number[] {
  return bytes.map((byte, at) => byte & (0xff00 >> Math.max(0, Math.min(8, bits - 8 * at))));
}

export class Cidr extends Opaque {
  readonly type = parseType('net.CIDR');
  constructor(
    readonly ip: Ip,
    readonly bits: number,
  ) {
    super();
  }

  override get size(): number {
    return Math.ceil(this.bits / 8);
  }
  override toString(): string {
    return `${this.ip.toString()}/${this.bits}`;
  }
  equals(other: Opaque): boolean {
    return other instanceof Cidr && other.toString() === this.toString();
  }
  masked(): Cidr {
    return new Cidr(new Ip(masked(this.ip.bytes, this.bits)), this.bits);
  }
  contains(ip: Ip): boolean {
    return ip.bytes.length === this.ip.bytes.length && new Ip(masked(ip.bytes, this.bits)).equals(this.masked().ip);
  }
}

const refused = (text: string, why: string): Error => new Error(`netip.ParsePrefix(${quote(text)}): ${why}`);

function parsePrefix(text: string): Cidr {
  const slash = text.lastIndexOf('/');
  if (slash === -1) throw refused(text, "no '/'");
  let address: ReturnType<typeof parseAddress>;
  try {
    address = parseAddress(text.slice(0, slash));
  } catch (error) {
    throw refused(text, (error as Error).message);
  }
  const { bytes, zone } = address;
  if (zone !== '') throw refused(text, 'IPv6 zones cannot be present in a prefix');
  const bits = text.slice(slash + 1);
  if (!/^(?:0|[1-9]\d*)$/.test(bits)) throw refused(text, `bad bits after slash: ${quote(bits)}`);
  if (Number(bits) > 8 * bytes.length) throw refused(text, 'prefix length out of range');
  if (isFourInSix(bytes)) throw new Error(`IPv4-mapped IPv6 address ${quote(text)} is not allowed`);
  return new Cidr(new Ip(bytes), Number(bits));
}
const FAILED = 'network address parse error during conversion from string: ';

function parseCidr(text: string): Cidr {
  try {
    return parsePrefix(text);
  } catch (error) {
    const { message } = error as Error;
    // Upstream says it of a prefix when it parses it, and once more when it converts it.
    throw new Error(`${FAILED}${message.startsWith('netip.') ? FAILED : ''}${message}`, { cause: error });
  }
}

/** A text that is not an address is refused like a value of a wrong type here. */
function parseMember(text: string): Ip {
  if (!parses(parseIp, text)) throw new Error('no such overload');
  return parseIp(text);
}
const containsNetwork = (cidr: Cidr, other: Cidr): boolean => cidr.bits <= other.bits && cidr.contains(other.ip);

export const CIDR: readonly LibraryFunction[] = [
  ['cidr(string): net.CIDR', parseCidr],
  ['isCIDR(string): bool', (text: string) => parses(parseCidr, text)],
  ['net.CIDR.containsIP(string): bool', (cidr: Cidr, ip: string) => cidr.contains(parseMember(ip))],
  ['net.CIDR.containsIP(net.IP): bool', (cidr: Cidr, ip: Ip) => cidr.contains(ip)],
  ['net.CIDR.containsCIDR(string): bool', (cidr: Cidr, other: string) => containsNetwork(cidr, parseCidr(other))],
  ['net.CIDR.containsCIDR(net.CIDR): bool', containsNetwork],
  ['net.CIDR.ip(): net.IP', (cidr: Cidr) => cidr.ip],
  ['net.CIDR.prefixLength(): int', (cidr: Cidr) => BigInt(cidr.bits)],
  ['net.CIDR.masked(): net.CIDR', (cidr: Cidr) => cidr.masked()],
  ['string(net.CIDR): string', (cidr: Cidr) => cidr.toString()],
];
