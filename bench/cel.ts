/**
 * How long an expression of a policy takes, and what it costs: `npm run bench:cel -- [ROUNDS]`. Where Go is, bench/cel-go is built once
 * with `go build -o cel-go .` in its folder, and the same expressions are evaluated by cel-go in the environment of apiserver.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine, wholeNumberOf } from '../scripts/command-line';
import { compile } from '../src/engine/cel/compile';
import { baseEnvironment } from '../src/engine/cel/environment';
import { fromJson } from '../src/engine/cel/values/json';
import { newestVersion } from '../src/engine/versions';

interface Measured {
  readonly nanoseconds: number;
  readonly cost: number;
}

const USAGE = `npm run bench:cel -- [ROUNDS]
  ROUNDS  how often each expression is evaluated (20000)`;
const rounds = commandLine(USAGE, { allowPositionals: true }, ({ positionals: [given = '20000'] }) => wholeNumberOf('ROUNDS', given));
const { object } = JSON.parse(readFileSync(path.join(__dirname, '../testdata/cel/policies-1.37.json'), 'utf8')) as { readonly object: object };
const environment = baseEnvironment(newestVersion, 'stored').extend({ variables: { object: 'dyn' } });

const EXPRESSIONS = [
  'object.spec.replicas <= 5',
  "has(object.metadata.labels) && object.metadata.labels.app == 'web'",
  "object.spec.template.spec.containers.all(c, has(c.resources) && has(c.resources.limits) && !c.image.endsWith(':latest'))",
  "object.spec.template.spec.containers.exists(c, c.name == 'b')",
  "object.metadata.name.matches('^[a-z][a-z0-9-]*$')",
  "object.spec.template.spec.containers.map(c, quantity(c.resources.limits.memory)).all(q, q.isLessThan(quantity('2Gi')))",
  'object.?spec.?nope.orValue(1) == 1',
  'object.spec.replicas in [1, 2, 3]',
  "object.spec.template.spec.containers.filter(c, c.name == 'a').size() == 1",
  "object.metadata.annotations.all(k, !k.startsWith('x'))",
];

function measure(expression: string): Measured {
  const compiled = compile(environment, expression);
  if ('message' in compiled) throw new Error(compiled.message);
  const run = (): number => compiled.program.evaluate({ object: fromJson(object) }).cost;
  for (let round = 0; round < rounds; round += 1) run();
  const began = process.hrtime.bigint();
  for (let round = 0; round < rounds; round += 1) run();
  return { nanoseconds: Number(process.hrtime.bigint() - began) / rounds, cost: run() };
}

/** Empty where it is not built. */
function measurePeer(): readonly Measured[] {
  const program = path.join(__dirname, 'cel-go/cel-go');
  if (!existsSync(program)) return [];
  const { stdout } = spawnSync(program, { input: JSON.stringify({ object, rounds, expressions: EXPRESSIONS }), encoding: 'utf8' });
  return JSON.parse(stdout) as readonly Measured[];
}

const peer = measurePeer();
for (const [at, expression] of EXPRESSIONS.entries()) {
  const { nanoseconds, cost } = measure(expression);
  const other = peer[at];
  const beside = other === undefined ? '' : `, cel-go ${Math.round(other.nanoseconds)} ns, cost ${other.cost}`;
  console.log(`${Math.round(nanoseconds)} ns, cost ${cost}${beside}: ${expression}`);
}
