/**
 * Proof that the admission of a real API server has seen every webhook and policy that was written so far. Its plugins learn of
 * them by informers as authorizers do of roles, and policies are compiled only about once a second. So a marker of each kind is written that
 * refuses one object, and when a dry run of that object is refused, everything that was written before counts too.
 *
 * The objects are Leases with a label that nothing else has; a webhook of a scenario hears of them only where its rules match everything.
 */
import type { ApiResponse } from '../../engine/api/http';
import type { TargetRequest } from '../target';
import type { Etcd } from './etcd';
import { until } from './until';

const MARKER = 'cukernetes-marker';
const SEEN_WITHIN = 20_000;
const GROUP = 'admissionregistration.k8s.io/v1';
const RULE = { apiGroups: ['coordination.k8s.io'], apiVersions: ['*'], operations: ['CREATE'], resources: ['leases'] };
/** Nothing listens there. */
const NOWHERE = 'https://127.0.0.1:1/';

type Send = (request: TargetRequest) => Promise<ApiResponse>;

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

/** What etcd says of a prefix without keys. */
const NOTHING = '0 ';
const changesOf = (changes: readonly string[]): string => changes.join();

/** Whether the plugin runs, which all of these do unless a flag says otherwise. */
function isOn(plugin: string, flags: Readonly<Record<string, string>>): boolean {
  const { 'admission-control': only, 'disable-admission-plugins': disabled = '' } = flags;
  return only === undefined ? !disabled.split(',').includes(plugin) : only.split(',').includes(plugin);
}

export class AdmissionMarkers {
  /** Of each plugin's resources, the last changes that it has seen: at the start there is nothing. */
  readonly #seen = new Map(MARKERS.map((marker) => [marker, changesOf(resourcesOf(marker).map(() => NOTHING))]));
  #markers: readonly Marker[] | undefined;
  #turns = 0;

  constructor(
    private readonly etcd: Etcd,
    private readonly prefix: string,
    private readonly flags: Readonly<Record<string, string>>,
    private readonly send: Send,
  ) {}

  /** Resolves when every plugin has seen what was written for it; at once where nothing was since the last time. */
  async seen(): Promise<void> {
    const resources = MARKERS.flatMap(resourcesOf);
    const { changes } = await this.etcd.lastChanges(resources.map((resource) => `${this.prefix}/${resource}/`));
    const now = (marker: Marker): string => changesOf(resourcesOf(marker).map((resource) => changes[resources.indexOf(resource)] ?? ''));
    const changed = MARKERS.filter((marker) => now(marker) !== this.#seen.get(marker));
    if (changed.length === 0) return;
    const asked = (this.#markers ??= await this.#markersOfTheServer());
    await Promise.all(changed.filter((marker) => asked.includes(marker)).map((marker) => this.#mark(marker)));
    for (const marker of changed) this.#seen.set(marker, now(marker));
  }

  /** A server has no policies before 1.30, and a flag may turn a plugin off. */
  async #markersOfTheServer(): Promise<readonly Marker[]> {
    const { body } = await this.send({ as: { kind: 'administrator' }, method: 'GET', path: `/apis/${GROUP}` });
    const { resources } = JSON.parse(String(body)) as { readonly resources: readonly { readonly name: string }[] };
    const isServed = (resource: string): boolean => resources.some(({ name }) => name === resource);
    return MARKERS.filter((marker) => isOn(marker.plugin, this.flags) && resourcesOf(marker).every(isServed));
  }

  async #mark({ plugin, objects }: Marker): Promise<void> {
    const name = `${MARKER}-${plugin.toLowerCase()}-${(this.#turns += 1)}`;
    const metadata = { name, uid: '00000000-0000-4000-8000-000000000000', creationTimestamp: '2000-01-01T00:00:00Z' };
    const puts = Object.entries(objects(name, { matchLabels: { [MARKER]: name } })).map(
      ([resource, fields]) =>
        [`${this.prefix}/${resource}/${name}`, Buffer.from(JSON.stringify({ apiVersion: GROUP, metadata, ...fields })).toString('base64')] as const,
    );
    await this.etcd.write(new Map(puts), []);
    try {
      await until(
        async () => ((await this.#refuses(name)) ? undefined : plugin),
        SEEN_WITHIN,
        (unseen) => new Error(`Within ${SEEN_WITHIN / 1000} seconds ${unseen} has not seen what was written.`),
      );
    } finally {
      await this.etcd.write(
        new Map(),
        puts.map(([key]) => key),
      );
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
