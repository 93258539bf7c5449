/**
 * Cucumber names everything by random ids. Here each thing gets the id of what it is: a node of a feature by its place in the
 * file, a step by its place in the code, a result by its scenario. So the same scenario has the same ids in every process and on
 * every machine, and what several of them say about one feature can be put together.
 */
import { createHash } from 'node:crypto';
import type { Envelope } from '@cucumber/messages';

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

const REFERENCE = /(^id|Ids?)$/;
const BYTES = 20;

const hash = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, BYTES);

export class CanonicalIds {
  readonly #known = new Map<string, string>();

  constructor(
    /** What else identifies a run: its version of Kubernetes and its target. */
    readonly scope: string,
  ) {}

  /** The envelope with canonical ids. Envelopes come in the order in which Cucumber sends them: a thing before what refers to it. */
  rename(envelope: Envelope): Envelope {
    const name = this.#nameOf(envelope);
    if (name !== undefined) this.#learn(envelope as unknown as Json, hash(name));
    return this.#replaced(envelope as unknown as Json) as unknown as Envelope;
  }

  /** What the envelope defines, in words that are the same in every run; undefined for what defines nothing. */
  #nameOf(envelope: Envelope): string | undefined {
    const { gherkinDocument, pickle, parameterType, stepDefinition, hook, testCase, testCaseStarted, testRunStarted, suggestion } = envelope;
    if (gherkinDocument !== undefined) return `${this.scope} ${gherkinDocument.uri ?? ''}`;
    if (pickle !== undefined) return `pickle ${this.scope} ${pickle.uri} ${this.#canonical(pickle.astNodeIds.at(-1))}`;
    if (parameterType !== undefined) return `type ${parameterType.name}`;
    if (stepDefinition !== undefined) return `step ${JSON.stringify([stepDefinition.pattern.source, stepDefinition.sourceReference])}`;
    if (hook !== undefined) return `hook ${JSON.stringify([hook.type, hook.name, hook.sourceReference])}`;
    if (testRunStarted !== undefined) return 'run';
    if (testCase !== undefined) return `case ${this.#canonical(testCase.pickleId)}`;
    if (testCaseStarted !== undefined) return `attempt ${testCaseStarted.attempt} of ${this.#canonical(testCaseStarted.testCaseId)}`;
    if (suggestion !== undefined) return `suggestion ${this.#canonical(suggestion.pickleStepId)}`;
    return undefined;
  }

  #canonical(id: string | undefined): string {
    return this.#known.get(id ?? '') ?? id ?? '';
  }

  /** Ids that the value defines get the name and their number. */
  #learn(value: Json, name: string): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (key === 'id' && typeof item === 'string') this.#known.set(item, hash(`${name} ${this.#count(name)}`));
      else this.#learn(item as Json, name);
    }
  }

  readonly #counts = new Map<string, number>();

  #count(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count;
  }

  #replaced(value: Json, key = ''): Json {
    if (typeof value === 'string') return REFERENCE.test(key) ? this.#canonical(value) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item: Json) => this.#replaced(item, key));
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.#replaced(item as Json, name)]));
  }
}
