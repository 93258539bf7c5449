/**
 * Kubelets: a node may read the objects that belong to it, and handle what it reports about itself. Everything else is
 * decided by rules, those of the ClusterRole system:node. Nothing is denied; each refusal says why.
 * After k8s.io/kubernetes/plugin/pkg/auth/authorizer/node/node_authorizer.go.
 */
import type { Attributes, ResourceAttributes } from '../../api/attributes';
import type { SubjectRules, Verdict } from '../../api/authorizer';
import type { Explainer, Explanation } from '../../api/explainer';
import type { Identity } from '../../api/identity';
import type { Storage } from '../../api/storage';
import { catalogOf } from '../../catalog/catalog';
import { quote } from '../../golang/quote';
import { nodeNameOf } from '../../nodes/node-identity';
import { rulesOf, type PolicyRule } from '../../rbac/objects';
import type { Version } from '../../versions';
import type { Mode } from '../mode';
import { combinedResource, ruleMatches } from '../../rbac/rule-matches';
import { accessRules, type Access, type AccessRules } from './node-access';
import { NodeGraph } from './node-graph';
import { keyOf } from './references';

const ALLOW: Verdict = { decision: 'Allow', reason: '' };
const noOpinion = (reason: string): Verdict => ({ decision: 'NoOpinion', reason });
const NO_OPINION = noOpinion('');

const TRUST_BUNDLES: PolicyRule = { apiGroups: ['certificates.k8s.io'], resources: ['clustertrustbundles'], verbs: ['get', 'list', 'watch'] };

/** They do not change with the ClusterRole of a cluster. */
function nodeRulesOf(version: Version): readonly PolicyRule[] {
  const role = catalogOf(version.name).bootstrap.find(({ object }) => object.kind === 'ClusterRole' && object.metadata.name === 'system:node');
  const rules = role === undefined ? [] : rulesOf(role.object);
  return version.has('clusterTrustBundles') ? [...rules, TRUST_BUNDLES] : rules;
}

export class NodeAuthorizer implements Mode, Explainer {
  readonly name = 'Node';
  readonly #graph: NodeGraph;
  readonly #accessRules: AccessRules;
  #nodeRules: readonly PolicyRule[] | undefined;

  constructor(
    readonly version: Version,
    storage: Storage,
  ) {
    this.#graph = NodeGraph.of(storage);
    this.#accessRules = accessRules(version);
  }

  authorize(attributes: Attributes): Verdict {
    const node = nodeNameOf(attributes.user);
    if (node === undefined) return NO_OPINION;
    if (node === '') return noOpinion(`unknown node for user ${quote(attributes.user.name)}`);
    if (!attributes.isResourceRequest) return this.#byRules(attributes);
    const access = this.#accessRules(attributes);
    return access === undefined ? this.#byRules(attributes) : this.#verdict(access(attributes, node), attributes, node);
  }

  explain(attributes: Attributes): Explanation {
    const { decision, reason } = this.authorize(attributes);
    return { authorizer: this.name, decision, reason, cause: this.#cause(attributes, decision === 'Allow'), nearMisses: [] };
  }

  /** Rules are not all there is to a node, and it says so. */
  rulesFor(user: Identity): SubjectRules {
    const isNode = nodeNameOf(user) !== undefined;
    return { resourceRules: [], nonResourceRules: [], incomplete: isNode, errors: isNode ? ['node authorizer does not support user rule resolution'] : [] };
  }

  #cause(attributes: Attributes, allowed: boolean): string {
    const node = nodeNameOf(attributes.user);
    if (node === undefined) return 'the requester is not a node';
    if (!attributes.isResourceRequest || this.#accessRules(attributes) === undefined)
      return allowed ? 'the rules for all nodes cover this' : 'the rules for all nodes do not cover this';
    return allowed ? `this belongs to the node ${quote(node)}, or is open to every node` : this.#whyNotItsOwn(attributes, node);
  }

  /** What is missing, where the verdict says only that something is. */
  #whyNotItsOwn(attributes: ResourceAttributes, node: string): string {
    const access = this.#accessRules(attributes)?.(attributes, node);
    if (access !== 'related') return '';
    const { resource, namespace, name } = attributes;
    const object = `${resource} ${quote(name)}${namespace === '' ? '' : ` in the namespace ${quote(namespace)}`}`;
    return `nothing on the node ${quote(node)} refers to ${object}: no pod that is bound to it, nor what such a pod uses`;
  }

  #byRules(attributes: Attributes): Verdict {
    const combined = combinedResource(attributes);
    this.#nodeRules ??= nodeRulesOf(this.version);
    return this.#nodeRules.some((rule) => ruleMatches(rule, attributes, combined)) ? ALLOW : NO_OPINION;
  }

  #verdict(access: Access, { resource, namespace, name }: ResourceAttributes, node: string): Verdict {
    if (access === 'allowed') return ALLOW;
    if (access !== 'related') return noOpinion(access.refused);
    return this.#graph.reaches(keyOf(resource, namespace, name), node) ? ALLOW : noOpinion(`no relationship found between node '${node}' and this object`);
  }
}
