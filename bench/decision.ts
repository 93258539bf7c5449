/**
 * How long an RBAC decision takes with 10, 1,000, 10,000 and 100,000 bindings: it must not grow with the bindings of others.
 *
 *   npm run bench:decision -- [--go=PROGRAM] [--seconds=1]
 *
 * PROGRAM (or CUKERNETES_GO_AUTHORIZERS) is upstream's RBAC authorizer on the same policies and questions; it prints one JSON line
 * a case: {"authorizer","size","case","decision","ns"}. Both are measured in the same run, one after the other.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Attributes } from '../src/engine/api/attributes';
import { RbacAuthorizer } from '../src/engine/authorization/rbac/rbac-authorizer';
import { questionsFor, storageWith } from './policies';

interface Measurement {
  readonly size: number;
  readonly case: string;
  readonly decision: string;
  readonly ns: number;
}

const SIZES = [10, 1_000, 10_000, 100_000];
const REPORT = 'reports/bench-decision.json';

function measure(
  authorizer: RbacAuthorizer,
  question: Attributes,
  seconds: number,
): { readonly ns: number; readonly decision: string; readonly bytes: number } {
  let count = 0;
  let { decision } = authorizer.authorize(question);
  const heapBefore = process.memoryUsage().heapUsed;
  const started = performance.now();
  let elapsed = 0;
  let bytes = 0;
  while (elapsed < seconds * 1000) {
    for (let turn = 0; turn < 1000; turn += 1) decision = authorizer.authorize(question).decision;
    // Until the first collection the heap only grows: that is what the decisions have allocated.
    if (count === 0) bytes = Math.max(0, process.memoryUsage().heapUsed - heapBefore) / 1000;
    count += 1000;
    elapsed = performance.now() - started;
  }
  return { ns: (elapsed * 1e6) / count, decision, bytes };
}

function ours(seconds: number) {
  return SIZES.flatMap((size) => {
    const authorizer = new RbacAuthorizer(storageWith(size));
    return Object.entries(questionsFor(size)).map(([name, question]) => {
      measure(authorizer, question, seconds / 5);
      return { size, case: name, ...measure(authorizer, question, seconds) };
    });
  });
}

function upstreams(program: string, seconds: number): readonly Measurement[] {
  const { stdout, stderr, status } = spawnSync(program, [`-seconds=${seconds}`, ...SIZES.map((size) => `rbac:${size}`)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Measurement);
}

const nanoseconds = (ns: number): string => Math.round(ns).toLocaleString('en-US');

function main(): void {
  const { values } = parseArgs({ options: { go: { type: 'string' }, seconds: { type: 'string', default: '1' } } });
  const program = values.go ?? process.env.CUKERNETES_GO_AUTHORIZERS;
  const seconds = Number(values.seconds);
  const upstream = program === undefined ? [] : upstreams(program, seconds);
  const results = ours(seconds).map((own) => {
    const go = upstream.find((other) => other.size === own.size && other.case === own.case);
    return { ...own, ...(go && { goNs: go.ns, ratio: own.ns / go.ns, sameDecision: go.decision === own.decision }) };
  });
  console.table(
    results.map(({ size, case: name, decision, ns, bytes, goNs, ratio }) => ({
      bindings: size.toLocaleString('en-US'),
      question: name,
      decision,
      'ns/decision': nanoseconds(ns),
      'bytes/decision': Math.round(bytes),
      ...(goNs !== undefined && ratio !== undefined && { 'upstream ns': nanoseconds(goNs), 'ours/upstream': ratio.toPrecision(2) }),
    })),
  );
  if (program === undefined)
    console.log('Left out: upstream, in Go. Name its program with --go=PROGRAM or CUKERNETES_GO_AUTHORIZERS; bench/README.md says how to get one.');
  mkdirSync('reports', { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify({ upstream: program !== undefined, results }, undefined, 2)}\n`);
  console.log(`Written to ${REPORT}`);
  process.exitCode = results.every(({ sameDecision }) => sameDecision !== false) ? 0 : 1;
}

main();
