/** Audit policies and with which words a real server refused to start with them (testdata/refusals/audit-1.37.json). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { own } from '../../golang/map';

interface Refusals {
  readonly cases: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly message?: string }>>;
}
const FILE = path.join(__dirname, '..', '..', '..', '..', 'testdata', 'refusals', 'audit-1.37.json');
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as Refusals;

export interface PolicyRefusal {
  readonly rule: string;
  readonly text: string;
  /** Without the name of the file; '' where the server starts. */
  readonly recorded: string;
}

/** By the name of a case, the rule that it shows. */
export const recordedPolicies = (rules: Readonly<Record<string, string>>): readonly PolicyRefusal[] =>
  Object.entries(rules).map(([name, rule]) => {
    const recorded = own(cases, `audit policy: ${name}`);
    const text = own(recorded?.files, 'policy.yaml');
    if (text === undefined) throw new Error(`No audit policy is called ${name}.`);
    return { rule, text, recorded: /^loading audit policy file: (.*): from file \S+$/s.exec(recorded?.message ?? '')?.[1] ?? '' };
  });
