/** `cukernetes explain --admission`: what each admission plugin changes of objects that a user creates, and which one refuses them. */
import { explainAdmission, type AdmittedObject } from '../analysis/admission';
import { readManifests } from '../manifests/files';
import type { Manifest } from '../manifests/manifest';
import { admissionLines } from '../report/admission';
import { findInObject } from '../report/masking/find';
import { Masker } from '../report/masking/masker';
import { UsageError } from '../runner/usage-error';
import { answered, printed, type Outcome } from './outcome';
import type { PolicyOptions, RequesterOptions } from './policy-options';

export type ExplainAdmissionOptions = PolicyOptions & RequesterOptions & { readonly admission?: boolean; readonly flag?: readonly string[] };

/** Throws a UsageError that names every fault. */
function manifestsOf(paths: readonly string[]): readonly Manifest[] {
  const faults: string[] = [];
  const manifests = readManifests(paths, ({ message }) => faults.push(message));
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return manifests;
}

function flagsOf(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`--flag takes NAME=VALUE, such as enable-admission-plugins=AlwaysPullImages, not ${JSON.stringify(text)}.`);
      return [text.slice(0, at).replace(/^--/, ''), text.slice(at + 1)];
    }),
  );
}

function describeObject({ kind, name, namespace, file, line, admitted, message, admission }: AdmittedObject): string {
  const which = `${kind} ${JSON.stringify(name)}${namespace === '' ? '' : ` in the namespace ${JSON.stringify(namespace)}`}`;
  const isByPlugin = admission.some(({ action }) => action === 'refused');
  return [
    `${admitted ? 'admitted' : 'refused'}: ${which} (${file}:${line})`,
    ...admissionLines(admission).map((line) => `  ${line}`),
    ...(admitted || isByPlugin ? [] : [`  refused by no admission plugin: ${message}`]),
    ...(admitted && admission.length === 0 ? ['  no admission plugin changed it'] : []),
    '',
  ].join('\n');
}

const doubts = (objects: readonly AdmittedObject[], user: string): string =>
  [...new Set(objects.flatMap(({ presumesAuthorization, kind }) => (presumesAuthorization ? [kind] : [])))]
    .map((kind) => `Warning: by these manifests ${user} may not create a ${kind}. Admission is explained as if they might.\n`)
    .join('');

export async function explainAdmissionCommand(options: ExplainAdmissionOptions): Promise<Outcome> {
  const { filename = [], as: user, asGroup: groups = [], kubernetesVersion, output, flag = [], namespace = 'default' } = options;
  if ((options.kubeconfig ?? options.server ?? options.context) !== undefined)
    throw new UsageError('With --admission manifests are asked about (-f), not a running server.');
  const last = filename.at(-1);
  if (last === undefined) throw new UsageError('What is created? Name its manifest with -f; those that are named before it are there already.');
  const created = manifestsOf([last]);
  if (created.length === 0) throw new UsageError(`${last}: no object that could be created`);
  const there = manifestsOf(filename.slice(0, -1));
  const objects = await explainAdmission({ there, created, user, groups, namespace, kubernetesVersion, flags: flagsOf(flag) });
  const answer = { admitted: objects.every(({ admitted }) => admitted), user, objects };
  // A policy or a webhook may quote what an object holds.
  const masker = new Masker();
  masker.learn([...there, ...created].flatMap(({ object }) => findInObject(object)));
  return answered(masker.text(printed(answer, [], output, () => objects.map(describeObject).join(''))), doubts(objects, user), answer.admitted);
}
