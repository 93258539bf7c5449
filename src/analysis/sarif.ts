/** Findings as SARIF 2.1.0, which code hosts show beside the lines; its types are made of its schema. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
import path from 'node:path';
import type { Log } from 'sarif';
import { levelOf, RULES, type Finding } from './finding';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const INFORMATION = 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/';

/** A relative reference, with the characters that a URI may have. */
const uriOf = (file: string): string => path.relative('', file).split(path.sep).map(encodeURIComponent).join('/');

const ids = Object.keys(RULES);

export function sarifOf(findings: readonly Finding[], version: string): Log {
  const rules = Object.entries(RULES).map(([id, { level, about }]) => ({
    id,
    shortDescription: { text: about },
    helpUri: INFORMATION,
    defaultConfiguration: { level },
  }));
  const results = findings.map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: ids.indexOf(finding.rule),
    level: levelOf(finding),
    message: { text: `${finding.message}. ${finding.remedy}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(finding.file) }, ...(finding.line > 0 && { region: { startLine: finding.line } }) } }],
  }));
  return { $schema: SCHEMA, version: '2.1.0', runs: [{ tool: { driver: { name: 'cukernetes', version, informationUri: INFORMATION, rules } }, results }] };
}
