/** A map whose values are made when they are looked at, once: the variables of a policy. After k8s.io/apiserver/pkg/cel/lazy. */
import type { Result } from './fault';
import { Fault } from './fault';
import { CelMap } from './value';
import type { CelValue } from './value';

export class LazyMap extends CelMap {
  readonly #made = new Map<string, Result>();
  constructor(private readonly makers: ReadonlyMap<string, () => Result>) {
    super();
  }
  get size(): number {
    return this.makers.size;
  }
  keys(): readonly string[] {
    return [...this.makers.keys()];
  }
  resolve(key: CelValue): Result | undefined {
    if (typeof key !== 'string') return undefined;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = this.makers.get(key)?.();
    if (made !== undefined) this.#made.set(key, made);
    return made;
  }
  find(key: CelValue): CelValue | undefined {
    const value = this.resolve(key);
    return value instanceof Fault ? undefined : value;
  }
}
