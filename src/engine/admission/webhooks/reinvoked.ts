/**
 * Which webhooks run in the second run: those that ran before something changed the object, and allow it.
 * After k8s.io/apiserver/pkg/admission/plugin/webhook/mutating/reinvocationcontext.go.
 */
import type { KubeObject } from '../../api/objects';

export class Reinvoked {
  /** What the webhooks made of the object in the first run. */
  output: KubeObject | undefined;
  #ran = new Set<string>();
  readonly #mayRun = new Set<string>();

  ran(uid: string): void {
    this.#ran.add(uid);
  }
  /** Those that ran up to here have not seen the object as it is now. */
  changed(): void {
    for (const uid of this.#ran) this.#mayRun.add(uid);
    this.#ran = new Set();
  }
  mayRun(uid: string): boolean {
    return this.#mayRun.has(uid);
  }
}
