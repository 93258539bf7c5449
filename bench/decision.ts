/**
 * How long a decision takes: RBAC with 10 to 100,000 bindings, ABAC with 10 and 10,000 lines, Node with 10 and 5,000 nodes of 30
 * pods. It must not grow with the policies of others.
 *
 *   npm run bench:decision -- [--go=PROGRAM] [--seconds=0.5] [--rounds=3] [CASE ...]
 *
 * A CASE is one of those in SUITES, for example rbac:1000. PROGRAM (or CUKERNETES_GO_AUTHORIZERS) is upstream's authorizers on
 * the same policies and questions; it prints a line of JSON a case: {"authorizer","size","case","decision","ns"}. Both are
 * measured in the same run, in turns; the median of the rounds counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { commandLine, numberOf, UsageError, wholeNumberOf } from '../scripts/command-line';
import type { Attributes } from '../src/engine/api/attributes';
import type { Decision, Verdict } from '../src/engine/api/authorizer';
import { AbacAuthorizer } from '../src/engine/authorization/abac/abac-authorizer';
import { NodeAuthorizer } from '../src/engine/authorization/node/node-authorizer';
import { RbacAuthorizer } from '../src/engine/authorization/rbac/rbac-authorizer';
import { own } from '../src/engine/golang/map';
import { VERSIONS, versionOf } from '../src/engine/versions';
import { linesOf, questionsOf as abacQuestionsOf } from './abac-policies';
import { boundsOf, describeBounds, missesByFar, verdictOn } from './bounds';
import { measured, median, type Measured } from './measure';
import { memoryOfBindings } from './memory';
import { questionsOf as nodeQuestionsOf, storageOf as nodeStorageOf } from './node-policies';
import { questionsOf as rbacQuestionsOf, storageOf } from './rbac-policies';

interface LocalAuthorizer {
  authorize(attributes: Attributes): Verdict;
}
interface Suite {
  readonly sizes: readonly number[];
  readonly authorizerOf: (size: number) => LocalAuthorizer;
  readonly questionsOf: (size: number) => Readonly<Record<string, Attributes>>;
}
interface Case {
  readonly authorizer: string;
  readonly size: number;
  readonly question: string;
  readonly decision: Decision;
  readonly run: () => void;
}
interface GoLine {
  readonly authorizer: string;
  readonly size: number;
  readonly case: string;
  readonly decision: string;
  readonly ns: number;
}

/** By the names that the Go program gives the authorizers. */
const SUITES: Readonly<Record<string, Suite>> = {
  rbac: { sizes: [10, 1_000, 10_000, 100_000], authorizerOf: (size) => new RbacAuthorizer(storageOf(size)), questionsOf: rbacQuestionsOf },
  node: {
    sizes: [10, 5_000],
    authorizerOf: (size) => new NodeAuthorizer(versionOf(VERSIONS[VERSIONS.length - 1] ?? ''), nodeStorageOf(size)),
    questionsOf: nodeQuestionsOf,
  },
  abac: { sizes: [10, 10_000], authorizerOf: (size) => new AbacAuthorizer(linesOf(size)), questionsOf: abacQuestionsOf },
};
const ALL = Object.entries(SUITES).flatMap(([authorizer, { sizes }]) => sizes.map((size) => `${authorizer}:${size}`));
const USAGE = `npm run bench:decision -- [--go PROGRAM] [--seconds N] [--rounds N] [CASE ...]
  --go PROGRAM  upstream's authorizers, for example $CUKERNETES_GO_AUTHORIZERS, which counts without this option
  --seconds N   how long each case is measured in a round (0.5)
  --rounds N    how often (3)
  CASE          an authorizer and a size (${ALL.join(' ')})`;
const WORDS = {
  allowPositionals: true,
  options: { go: { type: 'string' }, seconds: { type: 'string', default: '0.5' }, rounds: { type: 'string', default: '3' } },
} as const;
const REPORT = 'reports/bench-decision.json';
const BINDINGS = 100_000;
const MOST_MIB = 300;

function suiteNamed(name: string): Suite & { readonly authorizer: string; readonly size: number } {
  const [authorizer = '', size = ''] = name.split(':');
  const suite = own(SUITES, authorizer);
  if (suite === undefined || !/^[1-9]\d*$/.test(size)) throw new UsageError(`No case is called ${name}: name an authorizer and a size, as in rbac:1000.`);
  return { ...suite, authorizer, size: Number(size) };
}

function casesOf(name: string): readonly Case[] {
  const { authorizer, size, authorizerOf, questionsOf } = suiteNamed(name);
  const subject = authorizerOf(size);
  return Object.entries(questionsOf(size)).map(([question, attributes]) => ({
    authorizer,
    size,
    question,
    decision: subject.authorize(attributes).decision,
    run: () => void subject.authorize(attributes),
  }));
}

function upstreams(program: string, seconds: number, names: readonly string[]): readonly GoLine[] {
  const { stdout, stderr, status, error } = spawnSync(program, [`-seconds=${seconds}`, ...names], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoLine);
}

interface Round {
  readonly own: readonly Measured[];
  readonly go: readonly GoLine[];
}

function resultOf({ authorizer, size, question, decision }: Case, at: number, rounds: readonly Round[]) {
  const own = rounds.flatMap(({ own: measures }) => measures.slice(at, at + 1));
  const go = rounds.flatMap(({ go: lines }) => lines.filter((line) => line.authorizer === authorizer && line.size === size && line.case === question));
  return {
    authorizer,
    size,
    question,
    decision,
    ns: median(own.map(({ ns }) => ns)),
    bytes: median(own.map(({ bytes }) => bytes)),
    goNs: go.length === 0 ? undefined : median(go.map(({ ns }) => ns)),
    sameDecision: go.every((line) => line.decision === decision),
  };
}

const counted = (value: number): string => Math.round(value).toLocaleString('en-US');

function main(): void {
  const { program, seconds, times, names } = commandLine(USAGE, WORDS, ({ values, positionals }) => {
    positionals.forEach(suiteNamed);
    return {
      program: values.go ?? process.env.CUKERNETES_GO_AUTHORIZERS,
      seconds: numberOf('seconds', values.seconds),
      times: wholeNumberOf('rounds', values.rounds),
      names: positionals.length === 0 ? ALL : positionals,
    };
  });
  const memory = memoryOfBindings(BINDINGS);
  const cases = names.flatMap(casesOf);
  const load = loadavg()[0] ?? 0;
  const rounds = Array.from({ length: times }, () => ({
    go: program === undefined ? [] : upstreams(program, seconds, names),
    own: cases.map(({ run }) => measured(run, seconds)),
  }));
  const results = cases.map((one, at) => resultOf(one, at, rounds));
  const judged = results.map((result) => ({ ...result, bounds: boundsOf(result, results) }));
  console.table(
    judged.map(({ authorizer, size, question, decision, ns, bytes, goNs, bounds }) => ({
      authorizer,
      policies: counted(size),
      question,
      decision,
      'ns/decision': counted(ns),
      'bytes/decision': counted(bytes),
      ...(goNs !== undefined && { 'upstream ns': counted(goNs), 'upstream/ours': goNs < 10 * ns ? (goNs / ns).toFixed(1) : counted(goNs / ns) }),
      'must hold': describeBounds(bounds),
      holds: verdictOn(bounds),
    })),
  );
  console.log(
    `${counted(BINDINGS)} bindings: ${counted(memory.heapMiB)} MiB of heap, ${counted(memory.rssMiB)} MiB of the whole process; ` +
      `must hold: less than ${MOST_MIB} MiB. Load ${load.toFixed(1)} on ${cpus().length} processors.`,
  );
  if (program === undefined)
    console.log('Left out: upstream, in Go. Name its program with --go=PROGRAM or CUKERNETES_GO_AUTHORIZERS; bench/README.md says how to get one.');
  mkdirSync('reports', { recursive: true });
  writeFileSync(
    REPORT,
    `${JSON.stringify({ upstream: program !== undefined, load, memory: { bindings: BINDINGS, ...memory }, results: judged }, undefined, 2)}\n`,
  );
  console.log(`Written to ${REPORT}`);
  const failed = judged.some(({ sameDecision, bounds }) => !sameDecision || bounds.some(missesByFar)) || memory.rssMiB >= MOST_MIB;
  process.exitCode = failed ? 1 : 0;
}

main();
