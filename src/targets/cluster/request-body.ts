/**
 * The body of a request in the words of the cluster: free names where names stand, and the labels of the run on what is written.
 * Only what changes is touched, so that the server sees what the scenario sends. A body that is not JSON is for the server to refuse.
 */
import { load } from 'js-yaml';
import { applyEdits, parseTree, type Edit, type Node } from 'jsonc-parser';
import type { ResourceType } from './discovery';
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

const STRICT = { disallowComments: true, allowTrailingComma: false };

export function jsonTree(text: string): Node | undefined {
  const errors: { readonly error: number }[] = [];
  const tree = parseTree(text, errors as Parameters<typeof parseTree>[1], STRICT);
  return errors.length === 0 ? tree : undefined;
}

const memberOf = (node: Node | undefined, name: string): Node | undefined =>
  node?.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];

const replacement = ({ offset, length }: Node, content: string): Edit => ({ offset, length, content });

/** The members come first, so nothing has to be known of what follows. */
function withMembers(node: Node, members: string): Edit {
  const comma = (node.children ?? []).length > 0 ? ',' : '';
  return { offset: node.offset + 1, length: 0, content: members + comma };
}

function labelling(body: Node, labels: Readonly<Record<string, string>>): readonly Edit[] {
  const members = JSON.stringify(labels).slice(1, -1);
  const metadata = memberOf(body, 'metadata');
  if (metadata === undefined) return [withMembers(body, `"metadata":{"labels":{${members}}}`)];
  if (metadata.type !== 'object') return [];
  const present = memberOf(metadata, 'labels');
  if (present === undefined) return [withMembers(metadata, `"labels":{${members}}`)];
  if (present.type === 'null') return [replacement(present, `{${members}}`)];
  return present.type === 'object' ? [withMembers(present, members)] : [];
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
  return applyEdits(text, [...renamed, ...labels, ...dry]);
}

/** YAML as JSON, which means the same to the server. */
export function jsonOfYaml(text: string): string {
  try {
    return JSON.stringify(load(text));
  } catch {
    return text;
  }
}
