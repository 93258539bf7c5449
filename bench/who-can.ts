/**
 * How long it takes to say who can do something over 100,000 bindings, with and without the roles and bindings that every
 * cluster has, and with who could get there by escalation; and beside it how long the authorizer needs for one subject after
 * the other, as one would have to ask without who-can.
 *
 * A command gives one answer only, so the first counts: each case runs in processes of its own, where the first answer is the
 * first code of who-can that runs. What a command does before it, to load the policy, is measured beside it.
 *
 *   npm run bench:who-can
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { commandLine, UsageError } from '../scripts/command-line';
import type { Attributes } from '../src/engine/api/attributes';
import { policyOf, type Policy } from '../src/analysis/policy';
import { whoCan, describeWhoCan, type WhoCan } from '../src/analysis/who-can';
import type { Subject } from '../src/analysis/subject';
import { RbacAuthorizer } from '../src/engine/authorization/rbac/rbac-authorizer';
import { catalogOf } from '../src/engine/catalog/catalog';
import { rbacResource, RBAC_GROUP, subjectsOf } from '../src/engine/rbac/objects';
import { subjectKey } from '../src/engine/rbac/subject';
import { own } from '../src/engine/golang/map';
import { VERSIONS, versionOf } from '../src/engine/versions';
import { median } from './measure';
import { objectsOf, questionsOf } from './rbac-policies';

const BINDINGS = 100_000;
const PROCESSES = 5;
const TURNS = 9;
const MOST_MS = 100;
const REPORT = 'reports/bench-who-can.json';
const QUESTIONS = questionsOf(BINDINGS);

interface Case {
  readonly bootstrap: boolean;
  readonly question: string;
}

interface Times {
  readonly loadMs: number;
  readonly firstMs: number;
  readonly medianMs: number;
  readonly textMs: number;
  readonly jsonMs: number;
  readonly oneByOneMs: number;
}

interface Result extends Times {
  readonly subjects: number;
  readonly couldGetThere: number;
}

const version = versionOf(VERSIONS[VERSIONS.length - 1] ?? '');

function timed<T>(run: () => T): readonly [ms: number, result: T] {
  const started = performance.now();
  const result = run();
  return [performance.now() - started, result];
}

function policyWith(bootstrap: boolean): Policy {
  const ofEveryCluster = catalogOf(version.name).bootstrap.flatMap(({ object }) => (object.apiVersion?.startsWith(RBAC_GROUP) ? [object] : []));
  return policyOf(version, [...(bootstrap ? ofEveryCluster : []), ...objectsOf(BINDINGS)]);
}

/** Each subject that a binding names, once. */
function subjectsIn({ storage }: Policy): readonly Subject[] {
  const bindings = (['clusterrolebindings', 'rolebindings'] as const).flatMap((resource) => storage.list(rbacResource(resource)));
  const named = bindings.flatMap((binding) => subjectsOf(binding).flatMap((subject) => subjectKey(subject, binding.metadata.namespace ?? '') ?? []));
  return [...new Map(named.map((who) => [`${who.kind}/${who.name}`, who])).values()];
}

/** How many of them the authorizer allows. */
function askedOneByOne(authorizer: RbacAuthorizer, subjects: readonly Subject[], question: Attributes): number {
  let allowed = 0;
  for (const { kind, name } of subjects) {
    const user = { ...question.user, name: kind === 'User' ? name : '', groups: kind === 'Group' ? [name] : [] };
    if (authorizer.authorize({ ...question, user }).decision === 'Allow') allowed += 1;
  }
  return allowed;
}

function measure({ bootstrap, question }: Case): Result {
  const { user, ...asked } = own(QUESTIONS, question) ?? unknown(question);
  const attributes = { ...asked, user: { ...user, name: '', groups: [] } };
  const [loadMs, policy] = timed(() => policyWith(bootstrap));
  const [firstMs, answer] = timed(() => whoCan(policy, attributes));
  const [textMs] = timed(() => describeWhoCan(answer));
  const [jsonMs] = timed(() => JSON.stringify(answer, undefined, 2));
  const medianMs = median(Array.from({ length: TURNS }, () => timed(() => whoCan(policy, attributes))[0]));
  const [authorizer, subjects] = [new RbacAuthorizer(policy.storage), subjectsIn(policy)];
  const [oneByOneMs, allowed] = timed(() => askedOneByOne(authorizer, subjects, attributes));
  checkAgreement(answer, allowed, subjects);
  return { loadMs, firstMs, medianMs, textMs, jsonMs, oneByOneMs, subjects: answer.subjects.length, couldGetThere: answer.couldGetThere.length };
}

/** The privileged group, which comes first, needs no binding. */
function checkAgreement({ subjects: [privileged, ...others] }: WhoCan, allowed: number, asked: readonly Subject[]): void {
  const isBound = asked.some(({ kind, name }) => kind === privileged?.kind && name === privileged.name);
  const listed = others.length + Number(isBound);
  if (listed !== allowed) throw new Error(`who-can lists ${listed} bound subjects, but the authorizer allows ${allowed}`);
}

function unknown(question: string): never {
  throw new Error(`Unknown question ${JSON.stringify(question)}: use one of ${Object.keys(QUESTIONS).join(', ')}.`);
}

function inProcessOfItsOwn(one: Case): Result {
  const { status, stdout } = spawnSync(process.execPath, [...process.execArgv, __filename, JSON.stringify(one)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`the process for ${JSON.stringify(one)} ended with ${status}`);
  return JSON.parse(stdout) as Result;
}

function medianOf(results: readonly Result[]): Result {
  const of = (field: keyof Result): number => median(results.map((result) => result[field]));
  return {
    subjects: of('subjects'),
    couldGetThere: of('couldGetThere'),
    loadMs: of('loadMs'),
    firstMs: of('firstMs'),
    medianMs: of('medianMs'),
    textMs: of('textMs'),
    jsonMs: of('jsonMs'),
    oneByOneMs: of('oneByOneMs'),
  };
}

function main(): void {
  const cases = [false, true].flatMap((bootstrap) => Object.keys(QUESTIONS).map((question) => ({ bootstrap, question })));
  const results = cases.map((one) => ({ ...one, ...medianOf(Array.from({ length: PROCESSES }, () => inProcessOfItsOwn(one))) }));
  console.table(
    results.map(({ bootstrap, question, subjects, couldGetThere, ...times }) => ({
      bootstrap,
      question,
      subjects,
      'could get there': couldGetThere,
      'first ms': Math.round(times.firstMs),
      'median ms': Math.round(times.medianMs),
      'one by one ms': Math.round(times.oneByOneMs),
      'times as fast': (times.oneByOneMs / times.medianMs).toFixed(1),
      'text ms': Math.round(times.textMs),
      'JSON ms': Math.round(times.jsonMs),
      'load ms': Math.round(times.loadMs),
    })),
  );
  mkdirSync('reports', { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify({ bindings: BINDINGS, results }, undefined, 2)}\n`);
  console.log(`Written to ${REPORT}`);
  process.exitCode = results.every(({ firstMs, medianMs }) => firstMs < MOST_MS && medianMs < MOST_MS) ? 0 : 1;
}

/** A case is for the processes that this one starts. */
const given = commandLine('npm run bench:who-can', { allowPositionals: true }, ({ positionals: [one] }) => {
  if (one !== undefined && !one.startsWith('{')) throw new UsageError(`${one}: it takes no words`);
  return one;
});
if (given === undefined) main();
else process.stdout.write(JSON.stringify(measure(JSON.parse(given) as Case)));
