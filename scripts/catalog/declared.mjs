// Writes src/engine/catalog/<version>/declared.json: the rules that are declared with the types of each kind and that decide (beta and
// newer), in the order in which they are asked. Read from the validations that upstream generates. Needs the Go modules of that version:
//
//     node scripts/catalog/declared.mjs 1.37 1.37.2
//
// A line a kind: {"group/version/Kind": [[field, rule, guard?], ...]}. `[*]` stands for an index or a key. Where the field `guard` has
// changed, an error of that comes first, and the rule is not asked.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [version, release] = process.argv.slice(2);
const upstream = JSON.parse(execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@v${release}`], { encoding: 'utf8', cwd: '/' })).Dir;
const apis = join(upstream, 'pkg/apis');
const GENERATED = 'zz_generated.validations.go';

/** Leaves embedded structs out of the path. */
const isEmbedded = (field) => field.includes('.');

/** A member that the value of another field asks for, or forbids: the rules that say so, as if they were written for it. */
const withMembers = (body) =>
  body.replaceAll(/\n\t*if e := validate\.Discriminated\(ctx, op, fldPath, obj, oldObj, "(\w+)",([\s\S]*?)\n\t*\}\); len\(e\) != 0 \{/g, (_, member, rules) => {
    const required = /validate\.(Required\w+)\(ctx, op, fldPath, obj, oldObj\)\.Mark(Beta|Stable)/.exec(rules);
    return required === null ? '' : `\n{ // field member\nvalidate.${required[1]}(ctx, op, fldPath, obj, oldObj);\nfldPath.Child("${member}")`;
  });

/** The steps of a function, in their order: a rule of a field, or another function for it. The field '' is the value itself. */
function stepsOf(body) {
  const steps = [];
  let waiting = [];
  const end = (field) => {
    steps.push(...waiting.map((step) => ({ ...step, field })));
    waiting = [];
  };
  let inField = false;
  for (const line of withMembers(body).split('\n')) {
    if (/\{ \/\/ field /.test(line)) inField = true;
    const rule = /validate\.(\w+)\(ctx, op, fldPath, obj, oldObj[^;]*;/.exec(line);
    const each = /validate\.Each\w+\(ctx, op, fldPath, obj, oldObj, .*?(Validate_\w+)\)/.exec(line);
    const call = /errs = append\(errs, (Validate_\w+)\(ctx, op, fldPath, obj, oldObj\)\.\.\.\)/.exec(line);
    if (each) waiting.push({ each: each[1] });
    else if (call) waiting.push({ call: call[1] });
    else if (rule && !/^(Each|Optional|IfOption|Subfield)/.test(rule[1])) waiting.push({ rule: rule[1], alpha: line.includes('.MarkAlpha()') });
    const child = /fldPath\.Child\("([^"]+)"\)/.exec(line);
    if (child) {
      end(isEmbedded(child[1]) ? '' : child[1]);
      inField = false;
    } else if (!inField && waiting.length > 0) end('');
  }
  return steps;
}

const joined = (at, field) => (at === '' ? field : field === '' ? at : `${at}.${field}`);

function* rulesOf(functions, name, at, guard, seen) {
  if (seen.includes(name)) return;
  let guarded = guard;
  for (const { field, rule, alpha, each, call } of functions.get(name) ?? []) {
    const path = joined(at, field);
    if (rule !== undefined && alpha) {
      // It is not reported, but nothing below it is asked.
      if (rule === 'Immutable') guarded = path;
    } else if (rule !== undefined) yield guarded === path || path.startsWith(`${guarded}.`) ? [path, rule, guarded] : [path, rule];
    else yield* rulesOf(functions, each ?? call, each === undefined ? path : `${path}[*]`, guarded, [...seen, name]);
  }
}

const lines = [];
for (const directory of readdirSync(apis)) {
  const register = join(apis, directory, 'register.go');
  const group = existsSync(register) ? /GroupName\s*=\s*"([^"]*)"/.exec(readFileSync(register, 'utf8'))?.[1] : undefined;
  if (group === undefined) continue;
  for (const groupVersion of readdirSync(join(apis, directory)).filter((name) => existsSync(join(apis, directory, name, GENERATED)))) {
    const text = readFileSync(join(apis, directory, groupVersion, GENERATED), 'utf8');
    const functions = new Map([...text.matchAll(/\nfunc (Validate_\w+)\(\n([\s\S]*?)\n}\n/g)].map(([, name, body]) => [name, stepsOf(body)]));
    const kinds = [...text.matchAll(/\(\*\w+\.(\w+)\)\(nil\),/g)].map(([, kind]) => kind);
    for (const kind of new Set(kinds)) {
      const rules = [...rulesOf(functions, `Validate_${kind}`, '', undefined, [])];
      if (rules.length > 0) lines.push(`${JSON.stringify(`${group}/${groupVersion}/${kind}`)}:${JSON.stringify(rules)}`);
    }
  }
}
writeFileSync(join(import.meta.dirname, '../../src/engine/catalog', version, 'declared.json'), `{\n${lines.sort().join(',\n')}\n}\n`);
