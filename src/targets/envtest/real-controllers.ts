/**
 * The controllers beside a real API server: those of kube-controller-manager where the program is there, else those of
 * src/controllers, as clients. Only the controllers that cukernetes has run, so that scenarios find the same on every target.
 */
import { request } from 'node:https';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { clientOf } from '../../controllers/client';
import { accessControllers, chosenControllers, controllerNames } from '../../controllers/all-controllers';
import { startControllers } from '../../controllers/controllers';
import type { ApiRequest, ReceivedResponse } from '../../engine/api/http';
import { createServiceAccountTokens } from '../../engine/authentication/service-account/token-generator';
import type { KeyPair } from '../../engine/http/certificates';
import { optionsFor } from '../../engine/options/parse';
import { versionOf } from '../../engine/versions';
import { kubeconfigOf } from '../kubeconfig';
import { Program } from './program';

export interface RealControllersOptions {
  readonly kubernetesVersion: string;
  /** As --controllers; undefined: all. */
  readonly names: string | undefined;
  /** kube-controller-manager, where there is one. */
  readonly program: string | undefined;
  readonly url: string;
  readonly authorityPem: string;
  readonly administrator: KeyPair;
  /** Of the API server. */
  readonly flags: Readonly<Record<string, string>>;
  readonly folder: string;
}

export interface RealControllers {
  /** Names as they were before 1.28, which every version takes. */
  readonly names: readonly string[];
  /** The program, if it is one. */
  readonly program?: Program;
  stop(): Promise<void>;
}

/** Which of those that cukernetes has are meant. */
function running(names: string | undefined, kubernetesVersion: string): readonly string[] {
  const version = versionOf(kubernetesVersion);
  return names === undefined
    ? accessControllers(version)
    : controllerNames(
        version,
        names.split(',').filter((name) => name !== ''),
      );
}

function startManager(
  program: string,
  names: readonly string[],
  { kubernetesVersion, url, authorityPem, administrator, flags, folder }: RealControllersOptions,
): Program {
  const kubeconfig = path.join(folder, 'controllers.kubeconfig');
  const rootCa = path.join(folder, 'root-ca.crt');
  writeFileSync(kubeconfig, kubeconfigOf({ url, authorityPem }, { kind: 'certificate', keyPair: administrator }), { mode: 0o600 });
  writeFileSync(rootCa, authorityPem);
  const args = [
    `--kubeconfig=${kubeconfig}`,
    `--controllers=${names.join(',')}`,
    `--service-account-private-key-file=${flags['service-account-signing-key-file'] ?? ''}`,
    `--root-ca-file=${rootCa}`,
    '--use-service-account-credentials=false',
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    '--secure-port=0',
    '--kube-api-qps=1000',
    '--kube-api-burst=1000',
    // It listens without TLS by default, as long as it can.
    ...(versionOf(kubernetesVersion).has('controllerManagerInsecurePort') ? ['--port=0'] : []),
  ];
  return Program.start('kube-controller-manager', program, args, folder);
}

/** Over HTTPS as the administrator; a watch comes as a stream. */
function sendTo(url: string, authorityPem: string, { certificatePem, keyPem }: KeyPair): (asked: ApiRequest) => Promise<ReceivedResponse> {
  return ({ method, target, headers, body }) =>
    new Promise((resolve, reject) => {
      const sent = request(
        new URL(target, url),
        { method, headers: headers as Record<string, string>, ca: authorityPem, cert: certificatePem, key: keyPem },
        (response) => {
          const status = response.statusCode ?? 0;
          response.setEncoding('utf8');
          if (target.includes('?watch=true')) {
            const subscribe = (chunk: (text: string) => void, end: () => void): (() => void) => {
              response.on('data', chunk).on('end', end);
              return () => response.destroy();
            };
            resolve({ status, headers: {}, body: '', stream: { subscribe } });
            return;
          }
          const chunks: string[] = [];
          response.on('data', (chunk: string) => chunks.push(chunk)).on('end', () => resolve({ status, headers: {}, body: chunks.join('') }));
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
}

async function startOwn(names: readonly string[], { kubernetesVersion, url, authorityPem, administrator, flags }: RealControllersOptions): Promise<() => void> {
  const version = versionOf(kubernetesVersion);
  const aboutTokens = Object.fromEntries(Object.entries(flags).filter(([name]) => name.startsWith('service-account-')));
  const tokens = createServiceAccountTokens(optionsFor({ kubernetesVersion, flags: aboutTokens }));
  const controllers = await startControllers(clientOf(sendTo(url, authorityPem, administrator), {}), {
    version,
    running: chosenControllers(version, names),
    rootCa: authorityPem,
    signToken: (secret) => tokens.issueLegacy(secret),
  });
  return () => controllers.stop();
}

export async function startRealControllers(options: RealControllersOptions): Promise<RealControllers> {
  const names = running(options.names, options.kubernetesVersion);
  if (names.length === 0) return { names, stop: () => Promise.resolve() };
  if (options.program === undefined) {
    const stop = await startOwn(names, options);
    return { names, stop: () => Promise.resolve(stop()) };
  }
  const program = startManager(options.program, names, options);
  return { names, program, stop: () => program.stop() };
}
