/**
 * How long it takes to say who can do something over 100,000 bindings, with and without the roles and bindings that every
 * cluster has, and with who could get there by escalation. The first answer counts too: a command gives only one.
 *
 *   npm run bench:who-can
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Attributes } from '../src/engine/api/attributes';
import { whoCan } from '../src/analysis/who-can';
import { catalogOf } from '../src/engine/catalog/catalog';
import { rbacResource, RBAC_GROUP, type RbacResource } from '../src/engine/registry/rbac/objects';
import { VERSIONS, versionOf } from '../src/engine/versions';
import { questionsOf, storageOf } from './rbac-policies';

const BINDINGS = 100_000;
const TURNS = 9;
const MOST_MS = 100;
const REPORT = 'reports/bench-who-can.json';

const version = versionOf(VERSIONS[VERSIONS.length - 1] ?? '');

function storageFor(withBootstrap: boolean) {
  const storage = storageOf(BINDINGS);
  if (!withBootstrap) return storage;
  const objects = catalogOf(version.name).bootstrap.filter(({ object }) => object.apiVersion?.startsWith(RBAC_GROUP));
  for (const { resource, object } of objects) storage.put(rbacResource(resource as RbacResource), object);
  return storage;
}

const nobodys = (attributes: Attributes): Attributes => ({ ...attributes, user: { ...attributes.user, name: '', groups: [] } });

function measure(policy: Parameters<typeof whoCan>[0], question: Attributes) {
  const times: number[] = [];
  let [subjects, couldGetThere] = [0, 0];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const started = performance.now();
    const answer = whoCan(policy, question);
    times.push(performance.now() - started);
    [subjects, couldGetThere] = [answer.subjects.length, answer.couldGetThere.length];
  }
  const [first = 0] = times;
  const median = times.toSorted((a, b) => a - b)[Math.floor(TURNS / 2)] ?? 0;
  return { subjects, couldGetThere, firstMs: Math.round(first), medianMs: Math.round(median) };
}

function main(): void {
  const results = [false, true].flatMap((bootstrap) => {
    const policy = { version, storage: storageFor(bootstrap) };
    return Object.entries(questionsOf(BINDINGS)).map(([question, attributes]) => ({ bootstrap, question, ...measure(policy, nobodys(attributes)) }));
  });
  console.table(results);
  mkdirSync('reports', { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify({ bindings: BINDINGS, results }, undefined, 2)}\n`);
  console.log(`Written to ${REPORT}`);
  process.exitCode = results.every(({ medianMs }) => medianMs < MOST_MS) ? 0 : 1;
}

main();
