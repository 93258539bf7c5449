/**
 * Webhook: a service outside is asked with a SubjectAccessReview, and what it says is kept for a while. A service that cannot be
 * asked makes the request fail, unless a later authorizer allows it.
 * After k8s.io/apiserver/plugin/pkg/authorizer/webhook/webhook.go.
 */
import type { ReviewSpec } from '../../api/access-review';
import type { Attributes, ResourceAttributes } from '../../api/attributes';
import type { Decision, SubjectRules, Verdict } from '../../api/authorizer';
import type { Explainer, Explanation } from '../../api/explainer';
import { encodeJson } from '../../golang/json';
import type { Version } from '../../versions';
import type { Mode } from '../mode';
import { isTransient, reviewStatusOf } from '../../webhook/review-response';
import { withBackOff, type BackOff } from '../../webhook/back-off';
import type { Call } from '../../webhook/call';
import { ResponseCache } from '../../webhook/response-cache';
import { reviewBody, reviewSpecOf, type ReviewStatus, type ReviewVersion } from './subject-access-review';

export interface WebhookSettings {
  readonly name: string;
  readonly version: Version;
  readonly reviewVersion: ReviewVersion;
  /** How long answers count, in milliseconds. */
  readonly authorizedTtl: number;
  readonly unauthorizedTtl: number;
  readonly backOff: BackOff;
  /** What a failure comes to. */
  readonly decisionOnError: Decision;
  /** Reports whether the webhook is asked at all; throws if that cannot be decided. */
  readonly matches?: (spec: ReviewSpec) => boolean;
}

/** Attributes longer than this in all are not kept: who sends many of them would fill the memory. */
const LONGEST_CACHED = 10_000;
const NO_RULES: SubjectRules = {
  resourceRules: [],
  nonResourceRules: [],
  incomplete: true,
  errors: ['webhook authorizer does not support user rule resolution'],
};

const textsOf = ({ namespace, apiGroup, apiVersion, resource, subresource, name }: ResourceAttributes): readonly string[] => [
  namespace,
  apiGroup,
  apiVersion,
  resource,
  subresource,
  name,
];
function isCacheable(attributes: Attributes): boolean {
  const { verb, path } = attributes;
  const texts = attributes.isResourceRequest ? [verb, path, ...textsOf(attributes)] : [verb, path];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) < LONGEST_CACHED;
}

function verdictOf({ allowed, denied = false, reason = '' }: ReviewStatus): Verdict {
  if (denied && allowed) return { decision: 'Deny', reason, error: new Error('webhook subject access review returned both allow and deny response') };
  if (denied) return { decision: 'Deny', reason };
  return { decision: allowed ? 'Allow' : 'NoOpinion', reason };
}

export class WebhookAuthorizer implements Mode, Explainer {
  readonly name: string;
  readonly #cache = new ResponseCache<ReviewStatus>();

  constructor(
    private readonly settings: WebhookSettings,
    private readonly call: Call,
  ) {
    this.name = settings.name;
  }

  authorize(attributes: Attributes): Verdict | Promise<Verdict> {
    const spec = reviewSpecOf(attributes);
    try {
      if (this.settings.matches?.(spec) === false) return { decision: 'NoOpinion', reason: '' };
    } catch (error) {
      return this.#failed(error);
    }
    const key = encodeJson(spec);
    const known = this.#cache.get(key);
    return known === undefined ? this.#ask(attributes, spec, key) : verdictOf(known);
  }

  /** Asks again unless the answer is still kept: the webhook alone knows why. */
  async explain(attributes: Attributes): Promise<Explanation> {
    const { decision, reason, error } = await this.authorize(attributes);
    const said = { authorizer: this.name, decision, reason, ...(error && { error: error.message }), nearMisses: [] };
    if (error !== undefined) return { ...said, cause: `a failure of this webhook ${decision === 'Deny' ? 'denies' : 'leaves it to the next authorizer'}` };
    const asked = this.settings.matches?.(reviewSpecOf(attributes)) !== false;
    return { ...said, cause: asked ? 'the webhook answered so' : 'the webhook is not asked: its match conditions leave this out' };
  }

  rulesFor(): SubjectRules {
    return NO_RULES;
  }

  async #ask(attributes: Attributes, spec: ReviewSpec, key: string): Promise<Verdict> {
    const { version, reviewVersion, backOff, authorizedTtl, unauthorizedTtl } = this.settings;
    const body = reviewBody(spec, reviewVersion, version);
    const kind = { group: 'authorization.k8s.io', version: reviewVersion, kind: 'SubjectAccessReview' };
    try {
      const status = await withBackOff(backOff, isTransient, async () => reviewStatusOf(await this.call(body), kind, version) as ReviewStatus);
      if (isCacheable(attributes)) this.#cache.add(key, status, status.allowed ? authorizedTtl : unauthorizedTtl);
      return verdictOf(status);
    } catch (error) {
      return this.#failed(error);
    }
  }

  #failed(error: unknown): Verdict {
    return { decision: this.settings.decisionOnError, reason: '', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
