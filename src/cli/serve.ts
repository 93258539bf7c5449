/** `cukernetes serve`: one cluster behind HTTPS until it is stopped. */
import { chmodSync, writeFileSync } from 'node:fs';
import { surviveErrors } from '../engine/http/last-resort';
import { shownCertificates } from '../engine/authentication/x509/handshake';
import type { Handle } from '../engine/http/handle';
import { createServer } from '../engine/http/server';
import { parseFlags, printedVersionOf, type ServeOptions } from '../engine/options/parse';
import { StartError } from '../engine/errors/start-error';
import { ControlPlane } from '../targets/control-plane';
import { kubeconfigOf } from '../targets/kubeconfig';
import { servingCertificate } from './serving-certificate';
import { table } from '../engine/golang/map';

const hostPort = (address: string, port: number): string => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`);

/** After that the process ends, whatever is still under way. */
const LONGEST_STOP_MILLISECONDS = 2000;

/** Resolves when the server is ready; the process then lives until SIGTERM or SIGINT. */
export async function serve(args: readonly string[]): Promise<void> {
  const asked = printedVersionOf(args);
  if (asked !== undefined) {
    process.stdout.write(`${asked}\n`);
    return;
  }
  const options = parseFlags(args);
  for (const note of options.notes) process.stderr.write(`Note: ${note}.\n`);
  const certificate = await servingCertificate(options);
  let ready: (controlPlane: ControlPlane) => void = () => undefined;
  const starting = new Promise<ControlPlane>((resolve) => (ready = resolve));
  let handle: Handle = async (request) => (await starting).handle(request);
  const server = createServer(
    certificate,
    options.version,
    (request) => handle(request),
    (certificates, protocol) => shownCertificates(certificates, protocol, options.version),
    options.http2,
    options.tls,
  );
  const port = await server.listen(options.securePort, options.bindAddress).catch((error: NodeJS.ErrnoException) => {
    throw listenError(error, hostPort(options.bindAddress, options.securePort));
  });
  const controlPlane = await ControlPlane.start({ ...options, securePort: port }, certificate.authority);
  ready(controlPlane);
  handle = (request) => controlPlane.handle(request);
  const stop = (): void => {
    setTimeout(() => process.exit(0), LONGEST_STOP_MILLISECONDS);
    void server
      .close()
      .then(() => controlPlane.close())
      .finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  surviveErrors();
  const url = `https://${hostPort(reachable(options.bindAddress), port)}`;
  if (options.writeKubeconfig !== undefined) writeKubeconfig(options.writeKubeconfig, url, certificate.authority, options);
  process.stdout.write(`Serving securely on ${hostPort(options.bindAddress, port)} (Kubernetes ${await gitVersion(controlPlane)})\n`);
}

/** Replaces an address that stands for all addresses by one that clients can connect to. */
const reachable = (address: string): string => ({ '0.0.0.0': '127.0.0.1', '::': '::1' })[address] ?? address;

const LISTEN_ERRORS = table<string>({
  EADDRINUSE: 'bind: address already in use',
  EACCES: 'bind: permission denied',
  EADDRNOTAVAIL: 'bind: cannot assign requested address',
});

const listenError = (error: NodeJS.ErrnoException, address: string): StartError =>
  new StartError(`failed to create listener: failed to listen on ${address}: listen tcp ${address}: ${LISTEN_ERRORS[error.code ?? ''] ?? error.message}`, {
    cause: error,
  });

/** The administrator authenticates with the token of this process. */
function writeKubeconfig(file: string, url: string, authorityPem: string, { loopbackToken = '' }: ServeOptions): void {
  try {
    writeFileSync(file, kubeconfigOf({ url, authorityPem }, { kind: 'token', token: loopbackToken }), { mode: 0o600 });
    // An existing file keeps its mode unless it is set.
    chmodSync(file, 0o600);
  } catch (error) {
    throw new StartError(`--write-kubeconfig: ${(error as Error).message}`, { cause: error });
  }
}

/** What the server itself says it is. */
async function gitVersion(controlPlane: ControlPlane): Promise<string> {
  const authorization = `Bearer ${controlPlane.options.loopbackToken ?? ''}`;
  const { body } = await controlPlane.handle({ method: 'GET', target: '/version', headers: { authorization, accept: 'application/json' } });
  return (JSON.parse(body.toString()) as { readonly gitVersion: string }).gitVersion;
}
