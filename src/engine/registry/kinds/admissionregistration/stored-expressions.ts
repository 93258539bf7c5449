/**
 * The expressions that an object had before an update. They may use all that the version has, since they are stored already; one that
 * the update brings may use only what the version before has as well.
 * After preexistingExpressions of k8s.io/kubernetes/pkg/apis/admissionregistration/validation/validation.go.
 */
import type { KubeObject } from '../../../api/objects';
import type { EnvironmentMode } from '../../../cel/environment';
import { encodeJson } from '../../../golang/json';
import { givenFields } from '../../generic/validation/given';

interface Condition {
  readonly name?: string;
  readonly expression?: string;
}
interface Conditioned {
  readonly paramKind?: object;
  readonly matchConditions?: readonly Condition[];
}
interface PolicyExpressions extends Conditioned {
  readonly validations?: readonly { readonly expression?: string; readonly messageExpression?: string }[];
  readonly auditAnnotations?: readonly { readonly valueExpression?: string }[];
  readonly mutations?: readonly { readonly applyConfiguration?: { readonly expression?: string } }[];
}

type Texts = readonly (string | undefined)[];
/** Upstream looks for variables among validations, and for JSON patches among configurations that are applied. */
interface Places {
  readonly conditions: Texts;
  readonly validations?: Texts;
  readonly messages?: Texts;
  readonly annotations?: Texts;
  readonly configurations?: Texts;
}

const conditionsOf = (all: readonly Conditioned[]): string => encodeJson(all.map(({ paramKind, matchConditions = [] }) => ({ paramKind, matchConditions })));

export class StoredExpressions {
  static readonly none = new StoredExpressions({ conditions: [] });
  private constructor(
    private readonly places: Places,
    private readonly conditions?: string,
  ) {}

  static ofPolicy(policy: KubeObject | undefined): StoredExpressions {
    if (policy === undefined) return StoredExpressions.none;
    const spec = givenFields<PolicyExpressions>(policy['spec']);
    const { matchConditions = [], validations = [], auditAnnotations = [], mutations = [] } = spec;
    const places: Places = {
      conditions: matchConditions.map(({ expression }) => expression),
      validations: validations.map(({ expression }) => expression),
      messages: validations.map(({ messageExpression }) => messageExpression),
      annotations: auditAnnotations.map(({ valueExpression }) => valueExpression),
      configurations: mutations.map(({ applyConfiguration }) => applyConfiguration?.expression),
    };
    return new StoredExpressions(places, conditionsOf([spec]));
  }
  static ofWebhooks(configuration: KubeObject | undefined): StoredExpressions {
    if (configuration === undefined) return StoredExpressions.none;
    const { webhooks = [] } = givenFields<{ readonly webhooks?: readonly Conditioned[] }>(configuration);
    const conditions = webhooks.flatMap(({ matchConditions = [] }) => matchConditions.map(({ expression }) => expression));
    return new StoredExpressions({ conditions }, conditionsOf(webhooks));
  }

  modeOf(place: keyof Places, expression: string): EnvironmentMode {
    return this.places[place]?.includes(expression) === true ? 'stored' : 'new';
  }
  /** Reports whether these are the match conditions that were there, about the same parameters: then they are not checked again. */
  hasConditions(now: readonly Conditioned[]): boolean {
    return this.conditions === conditionsOf(now);
  }
}
