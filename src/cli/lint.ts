/** `cukernetes lint`: what a server refuses of manifests of access control, and what only looks right. */
import { describeFindings, levelOf, type Finding } from '../analysis/finding';
import { lintFindings } from '../analysis/lint';
import { manifestPolicy } from '../analysis/manifest-policy';
import { sarifOf } from '../analysis/sarif';
import { versionOf } from '../engine/versions';
import { own } from '../engine/golang/map';
import { answered, type Outcome } from './outcome';
import { packageVersion } from './package-version';

export interface LintOptions {
  readonly filename?: readonly string[];
  readonly kubernetesVersion: string;
  readonly output: string;
}

const byPlace = (a: Finding, b: Finding): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);

const counted = (findings: readonly Finding[], objects: number): string => {
  const of = (level: string): number => findings.filter((finding) => levelOf(finding) === level).length;
  return `${objects} roles and bindings: ${of('error')} errors, ${of('warning')} warnings, ${of('note')} notes\n`;
};

export async function lint(options: LintOptions): Promise<Outcome> {
  if (options.filename === undefined) throw new Error('Which manifests? Name files or directories with -f, or - for standard input.');
  const { policy, findings: refused, taken } = await manifestPolicy(options.filename, versionOf(options.kubernetesVersion));
  const missing = refused.find(({ rule, line }) => rule === 'unreadable' && line === 0);
  if (missing !== undefined) throw new Error(`${missing.file}: ${missing.message}`);
  const findings = [...refused, ...lintFindings(policy, taken)].sort(byPlace);
  const texts: Readonly<Record<string, () => string>> = {
    text: () => describeFindings(findings) + counted(findings, taken.length),
    json: () => `${JSON.stringify({ findings: findings.map((finding) => ({ level: levelOf(finding), ...finding })) }, undefined, 2)}\n`,
    sarif: () => `${JSON.stringify(sarifOf(findings, packageVersion()), undefined, 2)}\n`,
  };
  return answered(own(texts, options.output)?.() ?? '', '', findings.length === 0);
}
