/**
 * Proof that the admission of an API server has seen every webhook and policy that was written so far. Its plugins learn of
 * them by informers as authorizers do of roles, and policies are compiled only about once a second. So a marker of each kind is written that
 * refuses one object, and when a dry run of that object is refused, everything that was written before counts too.
 *
 * The objects are Leases with a label that nothing else has; a webhook of a scenario hears of them only where its rules match everything.
 */
import type { ApiResponse } from '../../engine/api/http';
import type { TargetRequest } from '../target';
import { until } from './until';

const MARKER = 'cukernetes-marker';
const SEEN_WITHIN = 60_000;
export const ADMISSION_GROUP_VERSION = 'admissionregistration.k8s.io/v1';
const RULE = { apiGroups: ['coordination.k8s.io'], apiVersions: ['*'], operations: ['CREATE'], resources: ['leases'] };
/** Nothing listens there. */
const NOWHERE = 'https://127.0.0.1:1/';

type Send = (request: TargetRequest) => Promise<ApiResponse>;

/** Where the markers are kept. They are of the API group's version v1, and all of one turn have one name. */
export interface MarkerStore {
  /** The fields of the objects by their resource. */
  write(name: string, objects: Readonly<Record<string, object>>): Promise<void>;
  remove(name: string, resources: readonly string[]): Promise<void>;
}

interface Marker {
  readonly plugin: string;
  /** What it writes, by resource: the fields of objects that have one name. It refuses Leases with the label. */
  readonly objects: (name: string, label: object) => Readonly<Record<string, object>>;
}

const webhook = (label: object): object => ({
  webhooks: [
    {
      name: `${MARKER}.example.com`,
      clientConfig: { url: NOWHERE },
      rules: [RULE],
      objectSelector: label,
      failurePolicy: 'Fail',
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
    },
  ],
});

const policy = (label: object, fields: object): object => ({
  spec: { failurePolicy: 'Fail', matchConstraints: { objectSelector: label, resourceRules: [RULE] }, ...fields },
});

/** A policy that changes objects refuses one by an expression that fails. */
const FAILING_MUTATION = { patchType: 'JSONPatch', jsonPatch: { expression: '[JSONPatch{op: "remove", path: "/" + string(1 / 0)}]' } };

const MARKERS: readonly Marker[] = [
  {
    plugin: 'MutatingAdmissionWebhook',
    objects: (_, label) => ({ mutatingwebhookconfigurations: { kind: 'MutatingWebhookConfiguration', ...webhook(label) } }),
  },
  {
    plugin: 'ValidatingAdmissionWebhook',
    objects: (_, label) => ({ validatingwebhookconfigurations: { kind: 'ValidatingWebhookConfiguration', ...webhook(label) } }),
  },
  {
    plugin: 'ValidatingAdmissionPolicy',
    objects: (policyName, label) => ({
      validatingadmissionpolicies: { kind: 'ValidatingAdmissionPolicy', ...policy(label, { validations: [{ expression: 'false' }] }) },
      validatingadmissionpolicybindings: { kind: 'ValidatingAdmissionPolicyBinding', spec: { policyName, validationActions: ['Deny'] } },
    }),
  },
  {
    plugin: 'MutatingAdmissionPolicy',
    objects: (policyName, label) => ({
      mutatingadmissionpolicies: { kind: 'MutatingAdmissionPolicy', ...policy(label, { reinvocationPolicy: 'Never', mutations: [FAILING_MUTATION] }) },
      mutatingadmissionpolicybindings: { kind: 'MutatingAdmissionPolicyBinding', spec: { policyName } },
    }),
  },
];

const resourcesOf = ({ objects }: Marker): readonly string[] => Object.keys(objects('', {}));

/** The resources whose objects the plugins of admission ask. */
export const ADMISSION_RESOURCES: readonly string[] = MARKERS.flatMap(resourcesOf);

/** Whether the plugin runs, which all of these do unless a flag says otherwise. */
function isOn(plugin: string, flags: Readonly<Record<string, string>>): boolean {
  const { 'admission-control': only, 'disable-admission-plugins': disabled = '' } = flags;
  return only === undefined ? !disabled.split(',').includes(plugin) : only.split(',').includes(plugin);
}

export class AdmissionMarkers {
  #markers: readonly Marker[] | undefined;
  #turns = 0;

  /** `suffix` makes the names of the markers those of one run. */
  constructor(
    private readonly store: MarkerStore,
    private readonly flags: Readonly<Record<string, string>>,
    private readonly send: Send,
    private readonly suffix = '',
  ) {}

  /** Resolves when the plugins that ask these resources have seen all that was written to them. */
  async seen(written: ReadonlySet<string>): Promise<void> {
    if (written.size === 0) return;
    const markers = (this.#markers ??= await this.#markersOfTheServer());
    await Promise.all(markers.filter((marker) => resourcesOf(marker).some((resource) => written.has(resource))).map((marker) => this.#mark(marker)));
  }

  /** A server has no policies before 1.30, and a flag may turn a plugin off. */
  async #markersOfTheServer(): Promise<readonly Marker[]> {
    const { body } = await this.send({ as: { kind: 'administrator' }, method: 'GET', path: `/apis/${ADMISSION_GROUP_VERSION}` });
    const { resources } = JSON.parse(String(body)) as { readonly resources: readonly { readonly name: string }[] };
    const isServed = (resource: string): boolean => resources.some(({ name }) => name === resource);
    return MARKERS.filter((marker) => isOn(marker.plugin, this.flags) && resourcesOf(marker).every(isServed));
  }

  async #mark({ plugin, objects }: Marker): Promise<void> {
    const name = `${MARKER}-${plugin.toLowerCase()}-${(this.#turns += 1)}${this.suffix}`;
    const marked = objects(name, { matchLabels: { [MARKER]: name } });
    try {
      await this.store.write(name, marked);
      await until(
        async () => ((await this.#refuses(name)) ? undefined : plugin),
        SEEN_WITHIN,
        (unseen) => new Error(`Within ${SEEN_WITHIN / 1000} seconds ${unseen} has not seen what was written.`),
      );
    } finally {
      await this.store.remove(name, Object.keys(marked));
    }
  }

  async #refuses(name: string): Promise<boolean> {
    const { status, body } = await this.send({
      as: { kind: 'administrator' },
      method: 'POST',
      path: '/apis/coordination.k8s.io/v1/namespaces/default/leases?dryRun=All',
      body: { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, labels: { [MARKER]: name } } },
    });
    return status >= 400 && String(body).includes(MARKER);
  }
}
