/**
 * What the API server has of one collection, listed and watched again and again as long as it is wanted.
 * Upstream: k8s.io/client-go/tools/cache/reflector.go
 */
import type { Client, Watch, WatchEvent } from '../../controllers/client';
import { keyOf } from '../../controllers/informer';
import type { JsonObject, KubeObject } from '../../engine/api/objects';
import type { Activity } from '../activity';
import type { Clock } from '../../controllers/clock';

const FIRST_WAIT = 800;
const LONGEST_WAIT = 30_000;
const CHANGES: ReadonlySet<string> = new Set(['ADDED', 'MODIFIED', 'DELETED']);

export interface ReflectorContext {
  readonly client: Client;
  readonly clock: Clock;
  readonly activity: Activity;
}

interface List {
  readonly metadata?: { readonly resourceVersion?: string };
  readonly items?: readonly KubeObject[];
}

export class Reflector {
  readonly #objects = new Map<string, KubeObject>();
  readonly #context: ReflectorContext;
  readonly #path: string;
  readonly #onEvent: (event: WatchEvent) => void;
  #watch: Watch | undefined;
  #stopped = false;
  #cancel: () => void = () => undefined;
  #wait = FIRST_WAIT;
  /** Why the list failed last; undefined once there is one. */
  failure: string | undefined = 'not listed yet';

  constructor(context: ReflectorContext, path: string, onEvent: (event: WatchEvent) => void = () => undefined) {
    this.#context = context;
    this.#path = path;
    this.#onEvent = onEvent;
  }

  /** Resolves when the first list is there or failed. */
  start(): Promise<void> {
    return this.#context.activity.track(this.#run());
  }

  get(key: string): KubeObject | undefined {
    return this.#objects.get(key);
  }

  list(): readonly KubeObject[] {
    return [...this.#objects.values()];
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#watch?.stop();
  }

  async #run(): Promise<void> {
    if (this.#stopped) return;
    try {
      const { status, body } = await this.#context.client.request('GET', this.#path);
      if (status !== 200) throw new Error(messageOf(body, status));
      const { metadata, items } = body as List;
      this.#replace(items ?? []);
      this.failure = undefined;
      const watch = await this.#context.client.watchSince(
        this.#path,
        metadata?.resourceVersion ?? '',
        (event) => this.#take(event),
        () => this.#again(),
      );
      if (this.#stopped) watch.stop();
      else this.#watch = watch;
      this.#wait = FIRST_WAIT;
    } catch (error) {
      this.failure = (error as Error).message;
      this.#again();
    }
  }

  #again(): void {
    if (this.#stopped) return;
    this.#cancel = this.#context.clock.after(this.#wait, () => void this.start());
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  /** Makes events of what differs from what was known. */
  #replace(items: readonly KubeObject[]): void {
    const present = new Set(items.map(keyOf));
    for (const [key, object] of this.#objects) if (!present.has(key)) this.#take({ type: 'DELETED', object });
    for (const object of items) {
      const known = this.#objects.get(keyOf(object));
      if (known?.metadata.resourceVersion !== object.metadata.resourceVersion) this.#take({ type: known === undefined ? 'ADDED' : 'MODIFIED', object });
    }
  }

  #take(event: WatchEvent): void {
    // After an error, such as a version that is too old, the server ends the watch, and what is there is listed again.
    if (!CHANGES.has(event.type)) return;
    if (event.type === 'DELETED') this.#objects.delete(keyOf(event.object));
    else this.#objects.set(keyOf(event.object), event.object);
    this.#onEvent(event);
  }
}

export const messageOf = (body: JsonObject, status: number): string => (typeof body['message'] === 'string' ? body['message'] : `status ${status}`);
