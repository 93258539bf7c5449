/** Whether the mutating plugins run again, and what they keep for it. After k8s.io/apiserver/pkg/admission/reinvocation.go. */
import type { Reinvocation } from '../api/admission';

export class Reinvocations implements Reinvocation {
  readonly #kept = new Map<string, object>();
  #isRequired = false;
  #isReinvoke = false;

  get isReinvoke(): boolean {
    return this.#isReinvoke;
  }
  require(): void {
    this.#isRequired = true;
  }
  kept<T extends object>(plugin: string, make: () => T): T {
    const known = this.#kept.get(plugin) as T | undefined;
    if (known !== undefined) return known;
    const made = make();
    this.#kept.set(plugin, made);
    return made;
  }
  /** Begins the second and last run where one is asked for. */
  begins(): boolean {
    this.#isReinvoke = this.#isRequired;
    return this.#isRequired;
  }
}
