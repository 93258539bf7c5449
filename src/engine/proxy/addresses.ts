/**
 * Which addresses are connected to. kube-apiserver connects to whatever address a node or a pod says; here the options bound it, because
 * objects may come from scenarios.
 * After isProxyableHostname of k8s.io/kubernetes/pkg/registry/core/node/strategy.go and IsGlobalUnicast of Go's package net.
 */
import { lookup } from 'node:dns/promises';
import { isIP, BlockList } from 'node:net';
import type { KubeletOptions } from '../api/options';
import { networkError } from '../errors/network-error';
import { badRequest, plainError } from '../errors/status-error';
import type { Version } from '../versions';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** What is not a global unicast address. */
const OTHER = new BlockList();
OTHER.addSubnet('127.0.0.0', 8, 'ipv4');
OTHER.addAddress('0.0.0.0', 'ipv4');
OTHER.addAddress('255.255.255.255', 'ipv4');
OTHER.addSubnet('169.254.0.0', 16, 'ipv4');
OTHER.addSubnet('224.0.0.0', 4, 'ipv4');
OTHER.addAddress('::', 'ipv6');
OTHER.addAddress('::1', 'ipv6');
OTHER.addSubnet('fe80::', 10, 'ipv6');
OTHER.addSubnet('ff00::', 8, 'ipv6');

const isIn = (list: BlockList, address: string): boolean => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

export const isGlobalUnicast = (address: string): boolean => isIP(address) !== 0 && !isIn(OTHER, address);

/** Throws where the options close the way to the host. */
export function checkReach(host: string, { reach }: KubeletOptions): void {
  if (reach === 'anything') return;
  if (reach === 'loopback' && (host === 'localhost' || (isIP(host) !== 0 && isIn(LOOPBACK, host)))) return;
  throw plainError(
    reach === 'nothing'
      ? `error dialing backend: this server connects to no node, pod or Service: start it with --kubelet-client-certificate and --kubelet-client-key`
      : `error dialing backend: this server connects to addresses of this machine alone, and ${host} is another`,
  );
}

/** Throws 400 where a node's address is one that is not proxied to. */
export async function checkProxyable(host: string, version: Version): Promise<void> {
  if (isIP(host) !== 0) {
    if (!isGlobalUnicast(host)) throw badRequest('address not allowed');
    return;
  }
  let addresses: readonly { readonly address: string }[];
  try {
    addresses = await lookup(host, { all: true });
  } catch (error) {
    throw badRequest(networkError(error as NodeJS.ErrnoException, version).replace(/^dial tcp: /, ''));
  }
  if (addresses.length === 0) throw badRequest('no addresses for hostname');
  if (addresses.some(({ address }) => !isGlobalUnicast(address))) throw badRequest('address not allowed');
}
