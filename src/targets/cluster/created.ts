/**
 * What was created and has to go again. It goes in reverse order, each only if it is still the object that was created. What stays
 * for a while, as a namespace does until it is empty, is waited for at the end of the run.
 */
import type { ApiRequest, ApiResponse } from '../../engine/api/http';
import { until } from '../envtest/until';

export interface CreatedObject {
  /** The URL of the object. */
  readonly path: string;
  readonly uid?: string;
}

type Send = (request: ApiRequest) => Promise<ApiResponse>;

const GONE_WITHIN = 180_000;
const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' };

/** Whether it is on its way. Another object of the same name is nothing of ours. */
async function remove(send: Send, { path, uid }: CreatedObject): Promise<boolean> {
  const options = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background', ...(uid !== undefined && { preconditions: { uid } }) };
  const { status, body } = await send({ method: 'DELETE', target: path, headers: JSON_HEADERS, body: JSON.stringify(options) });
  if (status === 404 || (status === 409 && uid !== undefined && String(body).includes('Precondition failed'))) return false;
  if (status >= 300 && status !== 409) throw new Error(`DELETE ${path} was answered ${status}: ${String(body).trim()}`);
  return true;
}

async function isThere(send: Send, { path, uid }: CreatedObject): Promise<boolean> {
  const { status, body } = await send({ method: 'GET', target: path, headers: { accept: 'application/json' } });
  if (status === 404) return false;
  if (status !== 200) throw new Error(`GET ${path} was answered ${status}: ${String(body).trim()}`);
  const { metadata } = JSON.parse(String(body)) as { readonly metadata: { readonly uid: string } };
  return uid === undefined || metadata.uid === uid;
}

export class CreatedObjects {
  readonly #created: CreatedObject[] = [];
  /** Deleted, and perhaps not gone yet. */
  readonly #leaving: CreatedObject[] = [];

  constructor(
    readonly send: Send,
    readonly run?: CreatedObjects,
  ) {}

  /** Those of one scenario: removed with it, waited for with the run. */
  ofScenario(): CreatedObjects {
    return new CreatedObjects(this.send, this);
  }

  add(object: CreatedObject): void {
    this.#created.push(object);
  }

  has(path: string): boolean {
    return this.#created.some((object) => object.path === path);
  }

  /** Goes on when one cannot be deleted. */
  async removeAll(): Promise<void> {
    const errors: unknown[] = [];
    for (let object = this.#created.pop(); object !== undefined; object = this.#created.pop()) {
      try {
        if (await remove(this.send, object)) (this.run ?? this).#leaving.push(object);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('; '));
  }

  /** Until all that was deleted is gone. */
  async gone(): Promise<void> {
    for (const object of this.#leaving.splice(0)) {
      await until(
        async () => ((await isThere(this.send, object)) ? object.path : undefined),
        GONE_WITHIN,
        (path) => new Error(`${path} was deleted and is not gone after ${GONE_WITHIN / 1000} seconds: see its finalizers.`),
      );
    }
  }
}
