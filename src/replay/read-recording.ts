/** Reads a file as a recording, and says where it is none. What a file holds may be secret, so no message quotes it. */
import { readFileSync } from 'node:fs';
import type { JsonObject, JsonValue } from '../engine/api/objects';
import { isObject } from './volatile';

const VERSION = /v\d+\.\d+/;

function requireText(at: string, value: JsonValue | undefined): void {
  if (typeof value !== 'string') throw new Error(`${at} is not a text`);
}

function requireNumber(at: string, value: JsonValue | undefined): void {
  if (typeof value !== 'number') throw new Error(`${at} is not a number`);
}

function requiredObject(at: string, value: JsonValue | undefined): JsonObject {
  if (!isObject(value)) throw new Error(`${at} is not an object`);
  return value;
}

function checkServer(server: JsonObject): void {
  if (server['flags'] !== undefined)
    for (const [name, value] of Object.entries(requiredObject('server.flags', server['flags'])))
      if (typeof value === 'object' && value !== null) throw new Error(`server.flags.${name} is neither a text, a number nor a boolean`);
  if (server['files'] !== undefined)
    for (const [name, text] of Object.entries(requiredObject('server.files', server['files']))) requireText(`server.files.${name}`, text);
}

function checkExchange(at: string, value: JsonValue): void {
  const { id, as, request, response } = requiredObject(at, value);
  requireNumber(`${at}.id`, id);
  if (as !== undefined && typeof as !== 'string') requiredObject(`${at}.as`, as);
  const { method, path, headers } = requiredObject(`${at}.request`, request);
  requireText(`${at}.request.method`, method);
  requireText(`${at}.request.path`, path);
  if (headers !== undefined) requiredObject(`${at}.request.headers`, headers);
  const { status, headers: answered, body } = requiredObject(`${at}.response`, response);
  requireNumber(`${at}.response.status`, status);
  requiredObject(`${at}.response.headers`, answered);
  if (body === undefined) throw new Error(`${at}.response.body is missing`);
}

/** Throws with the place of what a recording cannot do without. */
function checkRecording(value: JsonValue): void {
  const { name, recordedFrom, server, exchanges } = requiredObject('it', value);
  requireText('name', name);
  if (typeof recordedFrom !== 'string' || !VERSION.test(recordedFrom)) throw new Error('recordedFrom names no version, such as kube-apiserver v1.37.0');
  checkServer(requiredObject('server', server));
  if (!Array.isArray(exchanges)) throw new Error('exchanges is not a list');
  exchanges.forEach((exchange: JsonValue, index) => checkExchange(`exchanges[${index}]`, exchange));
}

/** A syntax error without the text around it, which V8 shows behind the character. */
const withoutQuote = (message: string): string => message.split(/, (?="|\.\.\.")/)[0] ?? '';

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new Error(`it is not JSON: ${withoutQuote((error as Error).message)}`, { cause: error });
  }
}

/** The value of the file, which has what a recording has to have. */
export function recordingIn(file: string): JsonValue {
  try {
    const value = parsed(readFileSync(file, 'utf8'));
    checkRecording(value);
    return value;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === undefined ? `${file} is not a recording: ${message}` : `${file}: it cannot be read: ${code}`, { cause: error });
  }
}
