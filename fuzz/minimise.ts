/** Makes an input smaller as long as what is wrong with it stays the same. */
import type { JsonValue } from '../src/engine/api/objects';
import type { Input } from './mutate-request';

const TRIES = 400;

function* smallerJson(value: JsonValue): Generator<JsonValue> {
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value) as readonly (readonly [string, JsonValue])[];
  const rebuilt = (changed: readonly (readonly [string, JsonValue])[]): JsonValue =>
    Array.isArray(value) ? changed.map(([, item]) => item) : (Object.fromEntries(changed) as JsonValue);
  for (const at of entries.keys()) yield rebuilt(entries.toSpliced(at, 1));
  for (const [at, [key, item]] of entries.entries()) for (const smaller of smallerJson(item)) yield rebuilt(entries.with(at, [key, smaller]));
}

function* smallerText(text: string): Generator<string> {
  for (let size = Math.floor(text.length / 2); size >= 8; size = Math.floor(size / 2)) {
    for (let from = 0; from < text.length; from += size) yield text.slice(0, from) + text.slice(from + size);
  }
}

function* smallerBody(body: string): Generator<string> {
  let json: JsonValue;
  try {
    json = JSON.parse(body) as JsonValue;
  } catch {
    yield* smallerText(body);
    return;
  }
  for (const smaller of smallerJson(json)) yield JSON.stringify(smaller);
}

function* smaller({ as, request }: Input): Generator<Input> {
  const { headers = {}, body, path } = request;
  const { headers: _, ...headless } = request;
  if (as !== undefined) yield { request };
  if (Object.keys(headers).length > 0) yield { ...(as !== undefined && { as }), request: headless };
  for (const name of Object.keys(headers)) {
    const rest = Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));
    yield { ...(as !== undefined && { as }), request: { ...request, headers: rest } };
  }
  const [target = '', query = ''] = path.split('?');
  const parameters = query === '' ? [] : query.split('&');
  for (const at of parameters.keys()) {
    const left = parameters.toSpliced(at, 1).join('&');
    yield { ...(as !== undefined && { as }), request: { ...request, path: left === '' ? target : `${target}?${left}` } };
  }
  if (typeof body !== 'string') return;
  const { body: __, ...bodiless } = request;
  yield { ...(as !== undefined && { as }), request: bodiless };
  for (const text of smallerBody(body)) yield { ...(as !== undefined && { as }), request: { ...request, body: text } };
}

/** `stays` says whether a smaller input still shows it. */
export async function minimise(input: Input, stays: (input: Input) => Promise<boolean>): Promise<Input> {
  let least = input;
  let tries = 0;
  for (let found = true; found && tries < TRIES;) {
    found = false;
    for (const candidate of smaller(least)) {
      if ((tries += 1) > TRIES) break;
      if (!(await stays(candidate))) continue;
      least = candidate;
      found = true;
      break;
    }
  }
  return least;
}
