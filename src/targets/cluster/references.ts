/**
 * Where in a JSON body names stand that mean something outside of the body: namespaces, objects outside of namespaces, users and
 * groups. Found by the fields of the API, not by the look of a value: a label, a verb or a key of a Secret may be called as a
 * namespace is.
 */
import type { Node } from 'jsonc-parser';
import { NAMESPACES, type ResourceType } from './discovery';
import { table } from '../../engine/golang/map';

/** '' where the version stands alone. */
const groupOf = (apiVersion: string): string => apiVersion.slice(0, Math.max(apiVersion.lastIndexOf('/'), 0));

export type Meaning = 'user' | 'group' | ResourceType;

export interface Mention {
  /** The string in the body. */
  readonly node: Node;
  readonly meaning: Meaning;
  /** It is what the object of the body is called. */
  readonly own?: boolean;
}

/** Fields that name an object outside of namespaces, wherever they stand. */
const FIELDS = table<string>({
  namespace: 'namespaces',
  'kubernetes.io/metadata.name': 'namespaces',
  nodeName: 'nodes',
  volumeName: 'persistentvolumes',
  persistentVolumeName: 'persistentvolumes',
  storageClassName: 'storageclasses.storage.k8s.io',
  priorityClassName: 'priorityclasses.scheduling.k8s.io',
  runtimeClassName: 'runtimeclasses.node.k8s.io',
  ingressClassName: 'ingressclasses.networking.k8s.io',
});
/** A binding names a policy of its own kind. */
const POLICY_OF_BINDING = table<string>({
  validatingadmissionpolicybindings: 'validatingadmissionpolicies.admissionregistration.k8s.io',
  mutatingadmissionpolicybindings: 'mutatingadmissionpolicies.admissionregistration.k8s.io',
});
/** The content of these belongs to the author. */
const OPAQUE: ReadonlySet<string> = new Set(['data', 'stringData', 'annotations', 'labels', 'extra']);

const strings = (node: Node | undefined): readonly Node[] => (node?.type === 'array' ? (node.children ?? []) : []).filter(({ type }) => type === 'string');
const textOf = (node: Node | undefined): string => (node?.type === 'string' ? String(node.value) : '');

type Members = ReadonlyMap<string, Node>;

function membersOf(node: Node): Members {
  const members = (node.children ?? []).flatMap(({ children: [key, value] = [] }) => (key && value ? [[String(key.value), value] as const] : []));
  return new Map(members);
}

class Search {
  readonly found: Mention[] = [];

  constructor(
    readonly types: readonly ResourceType[],
    readonly self?: ResourceType,
  ) {}

  in(node: Node): void {
    if (node.type === 'array') for (const item of node.children ?? []) this.in(item);
    if (node.type !== 'object') return;
    const members = membersOf(node);
    this.#subject(members);
    this.#rule(members);
    this.#attributes(members);
    for (const [field, value] of members) {
      this.#field(field, value);
      if (!OPAQUE.has(field)) this.in(value);
    }
  }

  add(node: Node | undefined, meaning: Meaning | undefined, own = false): void {
    if (node?.type === 'string' && meaning !== undefined && !this.found.some((mention) => mention.node === node)) this.found.push({ node, meaning, own });
  }

  #field(field: string, value: Node): void {
    const called = field === 'policyName' ? POLICY_OF_BINDING[this.self?.name ?? ''] : FIELDS[field];
    if (called !== undefined) this.add(value, this.#called(called));
    if (field === 'namespaces') for (const name of strings(value)) this.add(name, NAMESPACES);
    if (field === 'user' || field === 'username') this.add(value, 'user');
    if (field === 'groups') for (const name of strings(value)) this.add(name, 'group');
    // Subjects of a FlowSchema.
    if ((field === 'user' || field === 'group') && value.type === 'object') this.add(membersOf(value).get('name'), field);
  }

  /** kind and name: a subject, a roleRef, an owner. An object's own name is in its metadata. */
  #subject(members: Members): void {
    const kind = textOf(members.get('kind'));
    const group = members.has('apiGroup') ? textOf(members.get('apiGroup')) : groupOf(textOf(members.get('apiVersion')));
    const type = this.types.find((each) => !each.namespaced && each.kind === kind && (each.group === group || group === ''));
    this.add(members.get('name'), kind === 'User' ? 'user' : kind === 'Group' ? 'group' : type);
  }

  /** resourceNames of a rule mean what its resources are. */
  #rule(members: Members): void {
    const meaning = strings(members.get('resources'))
      .map((resource) => this.#named(textOf(resource)))
      .find((each) => each !== undefined);
    for (const name of strings(members.get('resourceNames'))) this.add(name, meaning);
  }

  /** Of an access review. */
  #attributes(members: Members): void {
    const namespaced = textOf(members.get('namespace')) !== '' && textOf(members.get('resource')) !== 'namespaces';
    if (members.has('resource') && !namespaced) this.add(members.get('name'), this.#named(textOf(members.get('resource'))));
  }

  #named(resource: string): Meaning | undefined {
    if (resource === 'users') return 'user';
    if (resource === 'groups') return 'group';
    return this.types.find(({ name, namespaced }) => name === resource.split('/')[0] && !namespaced);
  }

  #called(called: string): ResourceType | undefined {
    const [name, ...group] = called.split('.');
    return this.types.find((type) => type.name === name && type.group === group.join('.'));
  }
}

/** `self` is the resource of the URL, if the body is an object of it. */
export function mentionsIn(body: Node, types: readonly ResourceType[], self?: ResourceType): readonly Mention[] {
  const search = new Search(types, self);
  if (self?.namespaced === false && body.type === 'object') {
    const metadata = membersOf(body).get('metadata');
    if (metadata?.type === 'object') search.add(membersOf(metadata).get('name'), self, true);
  }
  search.in(body);
  return search.found;
}
