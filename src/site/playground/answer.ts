/** What the playground is asked, and what it answers: the same as the command, word for word. */
import type { Finding } from '../../analysis/finding';
import { levelOf, type Level } from '../../analysis/finding';
import { policyOfManifests, type ManifestPolicy } from '../../analysis/policy-of-manifests';
import type { Question } from '../../analysis/question';
import type { Outcome } from '../../cli/outcome';
import { explainOver, namespaceAsked, permissionsOver, sourceOfManifests, whoCanOver } from '../../cli/over-policy';
import { EXIT } from '../../runner/exit-codes';
import { versionOf } from '../../engine/versions';
import { manifestsOfText } from '../../manifests/texts';
import { roleServer } from './role-server';

/** The name of the text in messages. */
const FILE = 'manifests.yaml';

export interface Asked {
  readonly kubernetesVersion: string;
  /** YAML documents. */
  readonly manifests: string;
  readonly command: 'explain' | 'who-can' | 'can-i --list';
  readonly verb: string;
  readonly type: string;
  readonly name?: string;
  readonly subresource?: string;
  /** `default`, unless it is given. */
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  readonly as: string;
  readonly asGroup: readonly string[];
}

/** What is wrong with a line of the manifests. */
export interface Fault extends Pick<Finding, 'line' | 'message' | 'remedy'> {
  readonly level: Level;
}

export interface Answer extends Outcome {
  readonly faults: readonly Fault[];
}

async function outcomeOf(read: ManifestPolicy, asked: Asked): Promise<Outcome> {
  const { command, verb, type, name, subresource, as, asGroup, namespace: given, allNamespaces = false } = asked;
  const namespace = namespaceAsked({ ...(given !== undefined && { namespace: given }), allNamespaces });
  const source = sourceOfManifests(read, namespace);
  const options = { as, asGroup, output: 'text' };
  if (command === 'can-i --list') return permissionsOver(source, { ...options, headers: true });
  const question: Question = { verb, resource: type, namespace, ...(name !== undefined && { name }), ...(subresource !== undefined && { subresource }) };
  return command === 'explain' ? explainOver(source, question, options) : whoCanOver(source, question, options);
}

interface Read {
  readonly of: Pick<Asked, 'kubernetesVersion' | 'manifests'>;
  readonly policy: Promise<ManifestPolicy>;
}

/** Answers one question after another, and reads manifests again only when they or the version are others than before. */
export class Playground {
  #last: Read | undefined;

  async answer(asked: Asked): Promise<Answer> {
    const read = await this.#read(asked);
    const faults = read.findings.map((finding) => ({ line: finding.line, message: finding.message, remedy: finding.remedy, level: levelOf(finding) }));
    const outcome = await outcomeOf(read, asked).catch((error: unknown) => ({
      stdout: '',
      stderr: `${error instanceof Error ? error.message : String(error)}\n`,
      exitCode: EXIT.usage,
    }));
    return { ...outcome, faults };
  }

  #read({ kubernetesVersion, manifests }: Asked): Promise<ManifestPolicy> {
    const last = this.#last;
    if (last?.of.kubernetesVersion === kubernetesVersion && last.of.manifests === manifests) return last.policy;
    const version = versionOf(kubernetesVersion);
    const policy = policyOfManifests((unreadable) => manifestsOfText(() => manifests, FILE, unreadable), version, roleServer(version));
    this.#last = { of: { kubernetesVersion, manifests }, policy };
    return policy;
  }
}
