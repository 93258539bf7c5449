/**
 * What a real API server writes to etcd when it starts on an empty one: namespaces, roles, priority levels, and what its controllers
 * make of them. The next one with flags that make no difference to it finds it there, and starts in half the time. What names one
 * server, such as its address and its authorities, is left out, so that each writes it for itself.
 */
import type { Baseline } from './baseline';
import type { TargetOptions } from '../target';
import type { Etcd } from './etcd';

/** Flags that say who is known, who may do what and what is refused: nothing that is stored at the start depends on them. */
const WITHOUT_TRACE = [
  /^(tls-|cert-dir$|secure-port$|etcd-|bind-address$|client-ca-file$)/,
  /^(authentication-|authorization-|oidc-|requestheader-|token-auth-file$|anonymous-auth$|api-audiences$)/,
  /^(admission-control|enable-admission-plugins$|disable-admission-plugins$|audit-)/,
  /^service-account-(?!.*issuer)/,
];
/** Below the prefix of the API server. */
const OF_ONE_SERVER = [
  '/masterleases/',
  '/leases/',
  '/events/',
  '/services/endpoints/',
  '/endpointslices/',
  '/configmaps/kube-system/extension-apiserver-authentication',
];

type Flags = Readonly<Record<string, string>>;

/** What was found after the starts of a session. */
export class BootstrappedKeys {
  readonly #kept = new Map<string, ReadonlyMap<string, string>>();

  /** `given`: the flags of the scenario; `flags`: all that the server gets. */
  of({ kubernetesVersion, controllers, flags: given = {} }: TargetOptions, flags: Flags): KeysOfStart {
    const leavingTraces = Object.entries(flags).filter(([flag, value]) => value.includes('AlwaysDeny') || !WITHOUT_TRACE.some((pattern) => pattern.test(flag)));
    const keys = Object.keys(given).filter((flag) => /^service-account-.*key/.test(flag));
    return new KeysOfStart(this.#kept, JSON.stringify([kubernetesVersion, controllers, leavingTraces.sort(), keys]));
  }
}

/** What is found after each start with flags that make no difference to it. */
class KeysOfStart {
  constructor(
    private readonly kept: Map<string, ReadonlyMap<string, string>>,
    private readonly name: string,
  ) {}

  async writeTo(etcd: Etcd, prefix: string): Promise<void> {
    const values = this.kept.get(this.name);
    if (values !== undefined) await etcd.write(new Map([...values].map(([key, value]) => [prefix + key, value])), []);
  }

  keep({ prefix, values }: Baseline): void {
    if (this.kept.has(this.name)) return;
    const relative = [...values].map(([key, value]) => [key.slice(prefix.length), value] as const);
    this.kept.set(this.name, new Map(relative.filter(([key]) => !OF_ONE_SERVER.some((part) => key.startsWith(part)))));
  }
}
