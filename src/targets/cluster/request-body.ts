/**
 * The body of a request in the words of the cluster: free names where names stand, and the labels of the run on what is written.
 * Only what changes is touched, so that the server sees what the scenario sends. A body that is not JSON is for the server to refuse.
 */
import { load } from 'js-yaml';
import { applyEdits, type Edit, type Node } from 'jsonc-parser';
import { admissionScoping } from './admission-scope';
import type { ResourceType } from './discovery';
import { jsonTree, replacement, withEntries, withMembers } from './json-edits';
import { labelsOf } from './mark';
import { mentionsIn, type Mention } from './references';
import type { ScenarioNames } from './scenario-names';

export interface BodyContext {
  readonly names: ScenarioNames;
  readonly types: readonly ResourceType[];
  /** The resource of the URL, when the body is an object of it and not of a subresource. */
  readonly self?: ResourceType | undefined;
  readonly creating: boolean;
  /** Whether the object gets the labels of the run. */
  readonly labelled: boolean;
  /** Whether it is a DeleteOptions that shall delete nothing. */
  readonly dryRun: boolean;
}

function labelling(body: Node, labels: Readonly<Record<string, string>>): readonly Edit[] {
  return withEntries(body, ['metadata', 'labels'], labels);
}

function nameOnCluster({ node, meaning, own = false }: Mention, { names, creating }: BodyContext): Promise<string> {
  const name = String(node.value);
  if (meaning === 'user') return names.user(name);
  if (meaning === 'group') return names.group(name);
  return names.object(meaning, name, creating && own);
}

export async function bodyOnCluster(text: string, context: BodyContext): Promise<string> {
  const body = jsonTree(text);
  if (body === undefined) return text;
  const renamed = await Promise.all(
    mentionsIn(body, context.types, context.self).map(async (mention) => replacement(mention.node, JSON.stringify(await nameOnCluster(mention, context)))),
  );
  const labels = context.labelled && body.type === 'object' ? labelling(body, labelsOf(context.names.mark)) : [];
  const dry = context.dryRun && body.type === 'object' ? [withMembers(body, '"dryRun":["All"]')] : [];
  const scoped = context.dryRun ? [] : admissionScoping(body, context);
  return applyEdits(text, [...renamed, ...labels, ...dry, ...scoped]);
}

/** YAML as JSON, which means the same to the server. */
export function jsonOfYaml(text: string): string {
  try {
    return JSON.stringify(load(text));
  } catch {
    return text;
  }
}
