/**
 * npm run choose-recordings -- FOLDER: copies recordings of a real kube-apiserver from FOLDER/<version>/<area>/<name>.json
 * to testdata/recordings, byte for byte, and removes those that are no longer chosen. What is chosen: the areas that the
 * engine answers completely, as many as stay readable beside the code.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { commandLine, UsageError } from './command-line';

const TARGET = path.join(__dirname, '..', 'testdata', 'recordings');
const MOST_BYTES = 44_000_000;

/** Plugins of admission, in every version. */
const OF_ADMISSION = new RegExp(
  [
    '^admission/(always|default-toleration|limit|namespace|node|owner|pod|resource|runtime|service|storage)-',
    '^documented/admission-(always-pull|anti|default-toleration-seconds-flags|disabled|extended|limit|namespace-(auto|exists|lifecycle)|node|owner|priority-off|storage|two)',
    '^modern-admission/pod-security(-config|-config-beta|-namespaces|-off)?\\.',
  ].join('|'),
);

const CHOSEN = [
  /^documented(-old)?\/rbac/,
  /^documented\/(verb|non-resource|default-roles|admin-|binding-table|cluster-admin|abac|mode-|webhook|node-)/,
  /^(request-attributes|rbac-[a-z]+|modern-rbac|reviews|impersonation)\//,
  /^(authentication|modern-authentication|modern-impersonation|modern-authorization|node)\//,
  OF_ADMISSION,
  /^(documented\/admission-(image|pod)-|modern-admission\/(mutating-policies|mutating-reinvocation|policy-params)|modern-rest\/shards)/,
  /^(discovery|watch|namespaces|patch|admission-webhooks)\//,
  /^documented\/(admission-webhooks|readiness-endpoints)/,
  /^rest\/(concurrency|deletion|events-v1|selectors)/,
];

/** 1.20 prints a quantity that is not an integer as Go does, from the form in which it was sent, which is not kept here. */
const NOT_OF_1_20 = /^documented\/admission-resource-quota/;

/** Of 1.37, what it answers otherwise than 1.36; the rest of it is asked where all recordings are. */
const CHOSEN_OF: ReadonlyMap<string, readonly RegExp[]> = new Map([
  ['1.36', [...CHOSEN, NOT_OF_1_20]],
  [
    '1.37',
    [
      /^documented\/(rbac|abac|mode-|webhook|node-|default-roles|binding-table)/,
      /^(reviews|rbac-objects|node|patch)\//,
      OF_ADMISSION,
      NOT_OF_1_20,
      /^admission\/event-rate-limit-several/,
      /^(documented\/admission-image-|modern-admission\/(mutating-reinvocation|policies\.)|modern-rest\/tables)/,
      /^(admission-webhooks\/matching|documented\/(admission-webhooks|readiness-endpoints))/,
      /^(discovery\/custom-resources|modern-rest\/custom-resource)/,
      /^(modern-impersonation\/asked|modern-authentication\/node-audiences|modern-authorization\/(node-reviews|review-order))/,
    ],
  ],
]);

/** Those among them that say again, at length, what others say. */
const LEFT_OUT = [
  /^rbac-(random|escalation)\/seed/,
  /^rbac-objects\/builtin/,
  /^modern-rbac\/(components|aggregated|defaults)/,
  /^request-attributes\/random/,
  /^discovery\/methods/,
  /^patch\/json\./,
];

/** Recordings that answer questions of this project's own, and are nowhere but in testdata/recordings: they stay. */
const OWN = [
  /^node\/history-/,
  /^admission-old\/(pod-security-policy-|persistent-volume-label)/,
  /^admission\/unknown-namespace/,
  /^(conversions|defaults|garbage-collection|gates|newest|updates|managed-fields|outside-keys|validation|decoding|unsafe-deletion|ways|plugins|server-errors|zpages|custom-resources)\//,
  /^modern-admission\/type-checking/,
  /^patch\/(apply-types|apply-kinds|strategic-directives)/,
  /^discovery\/(unacceptable|odd-parameters|timeouts|unreachable-nodes|empty-names)/,
];

function jsonFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
}

function main(): void {
  const source = commandLine('npm run choose-recordings -- FOLDER', { allowPositionals: true }, ({ positionals: [folder] }) => {
    if (folder === undefined || !existsSync(folder)) throw new UsageError(folder === undefined ? 'which folder?' : `${folder}: no such folder`);
    return folder;
  });
  const versions = readdirSync(source).filter((folder) => /^\d+\.\d+$/.test(folder));
  const chosen = versions.flatMap((version) =>
    jsonFiles(path.join(source, version))
      .filter((file) => (CHOSEN_OF.get(version) ?? CHOSEN).some((pattern) => pattern.test(file)) && !LEFT_OUT.some((pattern) => pattern.test(file)))
      .map((file) => path.join(version, file)),
  );
  const isOwn = (file: string): boolean => OWN.some((pattern) => pattern.test(file.slice(file.indexOf(path.sep) + 1)));
  const own = jsonFiles(TARGET).filter(isOwn);
  const sizeIn = (folder: string, files: readonly string[]): number => files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
  const bytes = sizeIn(source, chosen) + sizeIn(TARGET, own);
  if (bytes > MOST_BYTES) throw new Error(`${chosen.length} recordings of ${bytes} bytes are more than ${MOST_BYTES}: choose fewer`);
  for (const file of jsonFiles(TARGET)) if (!own.includes(file)) rmSync(path.join(TARGET, file));
  for (const file of chosen) {
    mkdirSync(path.dirname(path.join(TARGET, file)), { recursive: true });
    copyFileSync(path.join(source, file), path.join(TARGET, file));
  }
  console.log(`${chosen.length + own.length} recordings, ${(bytes / 1_000_000).toFixed(1)} MB, in testdata/recordings`);
}

main();
