/**
 * The names of a scenario on a cluster that it shares. A name of a namespace or of an object outside of namespaces becomes a free
 * one by a suffix, and so does every user and group, so that scenarios which run at the same time give nothing to each other. A name
 * that means something that is there already stays as it is: the cluster's own objects, and those that a scenario only reads.
 */
import { NAMESPACES, NODES, type ResourceType } from './discovery';
import { isOfAnother, type Mark } from './mark';

/** own: the cluster cannot be without it; foreign: others made it. */
export type Presence = 'own' | 'foreign' | 'absent';

const MEANS_ALL = '*';

export class ScenarioNames {
  readonly #decided = new Map<string, Promise<string>>();

  constructor(
    readonly mark: Mark,
    readonly presence: (type: ResourceType, name: string) => Promise<Presence>,
  ) {}

  /** The name on the cluster. A new object gets a name that is not in use. */
  object(type: ResourceType, name: string, creating = false): Promise<string> {
    if (name === '' || name === MEANS_ALL || name.endsWith(this.mark.suffix)) return Promise.resolve(name);
    const key = `${type.group}/${type.name}/${name}`;
    const decided = this.#decided.get(key) ?? this.#decide(type, name, creating);
    this.#decided.set(key, decided);
    return decided;
  }

  namespace(name: string): Promise<string> {
    return this.object(NAMESPACES, name);
  }

  async user(name: string): Promise<string> {
    const [system, kind, namespace = '', ...rest] = name.split(':');
    if (system !== 'system') return this.#suffixed(name);
    if (kind === 'serviceaccount' && rest.length > 0) return [system, kind, await this.namespace(namespace), ...rest].join(':');
    if (kind === 'node') return [system, kind, await this.object(NODES, [namespace, ...rest].join(':'))].join(':');
    return name;
  }

  async group(name: string): Promise<string> {
    const [system, kind, namespace = ''] = name.split(':');
    if (system !== 'system') return this.#suffixed(name);
    return kind === 'serviceaccounts' && namespace !== '' ? [system, kind, await this.namespace(namespace)].join(':') : name;
  }

  /** Whether a name on the cluster is one that this scenario took. */
  isFree(nameOnCluster: string): boolean {
    return nameOnCluster.endsWith(this.mark.suffix);
  }

  isOfAnother(nameOnCluster: string): boolean {
    return isOfAnother(nameOnCluster, this.mark);
  }

  /** A text of the cluster in the words of the scenario. */
  restored(text: string): string {
    return text.replaceAll(this.mark.suffix, '');
  }

  #suffixed(name: string): string {
    return name === '' || name === MEANS_ALL || name.endsWith(this.mark.suffix) ? name : name + this.mark.suffix;
  }

  async #decide(type: ResourceType, name: string, creating: boolean): Promise<string> {
    const presence = await this.presence(type, name);
    return presence === 'absent' || (creating && presence === 'foreign') ? name + this.mark.suffix : name;
  }
}
