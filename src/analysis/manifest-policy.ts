/** A policy from files of manifests, as the API server of this package takes them. */
import { ApiServer } from '../engine/api-server';
import { memoized } from '../engine/golang/memoized';
import { optionsFor } from '../engine/options/parse';
import type { Version } from '../engine/versions';
import { readManifests } from '../manifests/files';
import { policyOfManifests, type ManifestPolicy } from './policy-of-manifests';
import type { RoleServer } from './taken-objects';

/** The server that each one of the version is a fork of: nothing is written to it. */
const originOf = memoized((kubernetesVersion: string) => ApiServer.start(optionsFor({ kubernetesVersion, flags: { 'authorization-mode': 'RBAC' } })));

function serverOf({ name }: Version): RoleServer {
  const server = originOf(name).fork();
  const authorization = `Bearer ${server.options.loopbackToken ?? ''}`;
  return { storage: server.storage, send: (request) => server.handle({ ...request, headers: { ...request.headers, authorization } }) };
}

export const manifestPolicy = (paths: readonly string[], version: Version): Promise<ManifestPolicy> =>
  policyOfManifests((unreadable) => readManifests(paths, unreadable), version, serverOf(version));
