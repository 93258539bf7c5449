/**
 * /statusz and /flagz: what the server is and what it was started with, as text for people or, for a client that names a version, as an object. The
 * text separates names and values in one of several ways, by chance, so that no program comes to read it.
 * After k8s.io/apiserver/pkg/server/statusz and flagz.
 */
import { randomInt } from 'node:crypto';
import type { Call, HandlerResult } from '../../api/registry';
import { nonResourceOf } from '../../catalog/non-resource';
import { compareBytes } from '../../golang/bytes';
import { firstHeader } from '../../golang/http-header';
import { encodeJson } from '../../golang/json';
import { statusOf } from '../../response/status';
import { encodeYaml } from '../../response/encoding/yaml';
import { parseAccept, type AcceptClause } from '../../response/negotiation/accept';
import { isPretty, negotiate, notAcceptable } from '../../response/negotiation/media-type';
import type { ServerOptions } from '../../api/options';
import type { Version } from '../../versions';
import type { RegistryContext } from '../generic/context';

const COMPONENT = 'apiserver';
const GROUP = 'config.k8s.io';
const VERSIONS = ['v1alpha1', 'v1beta1'];
const DELIMITERS = [':', ': ', '=', ' '];
const WARNING = 'Warning: This endpoint is not meant to be machine parseable, has no formatting compatibility guarantees and is for debugging purposes only.';

type Context = Pick<RegistryContext, 'options'>;
interface Asked {
  readonly request: Call['request'];
  readonly info: Pick<Call['info'], 'path'>;
}

interface Page {
  readonly kind: 'Statusz' | 'Flagz';
  readonly gate: string;
  readonly fields: (context: Context) => object;
  /** Without its heading. */
  readonly text: (context: Context, delimiter: string) => string;
}

/** Not for finding faults. */
const LEFT_OUT = ['/apis', '/api', '/openid', '/openapi', '/.well-known', '/'];

function foldersOf({ options: { version } }: Context): readonly string[] {
  const folders = nonResourceOf(version).paths.map((path) => `/${path.split('/')[1] ?? ''}`);
  return [...new Set(folders)].filter((folder) => !LEFT_OUT.includes(folder) && isThere(folder, version)).sort(compareBytes);
}

const STARTED = Math.floor(Date.now() / 1000);
const uptime = (): number => Math.max(0, Math.floor(Date.now() / 1000) - STARTED);

/** time.UnixDate of Go. */
const unixDate = (seconds: number): string => {
  const [day, date, month, year, time] = new Date(seconds * 1000).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${String(Number(date)).padStart(2, ' ')} ${time} UTC ${year}`;
};

function factsOf(context: Context): { readonly goVersion: string; readonly binaryVersion: string; readonly emulationVersion: string } {
  const { version } = nonResourceOf(context.options.version);
  return {
    goVersion: version['goVersion'] ?? '',
    binaryVersion: (version['gitVersion'] ?? '').replace(/^v/, ''),
    emulationVersion: context.options.version.name,
  };
}

const STATUSZ: Page = {
  kind: 'Statusz',
  gate: 'ComponentStatusz',
  fields: (context) => ({
    startTime: new Date(STARTED * 1000).toISOString().replace('.000', ''),
    uptimeSeconds: uptime(),
    ...factsOf(context),
    paths: foldersOf(context),
  }),
  text: (context, delimiter) => {
    const { goVersion, binaryVersion, emulationVersion } = factsOf(context);
    const seconds = uptime();
    const two = (value: number): string => String(value).padStart(2, '0');
    const lines = {
      Started: unixDate(STARTED),
      Up: `${Math.floor(seconds / 3600)} hr ${two(Math.floor(seconds / 60) % 60)} min ${two(seconds % 60)} sec`,
      'Go version': goVersion,
      'Binary version': binaryVersion,
      'Emulation version': emulationVersion,
      Paths: foldersOf(context).join(' '),
    };
    return `\n${Object.entries(lines)
      .map(([name, value]) => `${name}${delimiter} ${value}\n`)
      .join('')}`;
  },
};

const FLAGZ: Page = {
  kind: 'Flagz',
  gate: 'ComponentFlagz',
  fields: ({ options }) => ({ flags: options.printedFlags }),
  text: ({ options }, delimiter) =>
    Object.entries(options.printedFlags)
      .map(([name, value]) => `${name}${delimiter}${value}\n`)
      .join(''),
};

const PAGES = new Map([
  ['/statusz', STATUSZ],
  ['/flagz', FLAGZ],
]);

/** Reports whether the gate of a page is on; a path that is none has no gate. */
export function isThere(path: string, version: Version): boolean {
  const page = PAGES.get(path);
  return page === undefined || version.isEnabled(page.gate) === true;
}

const OBJECTS = ['json', 'yaml'] as const;
type Format = 'text' | (typeof OBJECTS)[number];

/** A clause that names a version is for the object, any other for the text. */
function formatOf({ type, subtype, parameters }: AcceptClause, kind: Page['kind']): Format | undefined {
  if ((parameters.get('stream') ?? '') !== '' || (parameters.get('sv') ?? '') !== '') return undefined;
  const [as, group, version] = ['as', 'g', 'v'].map((name) => parameters.get(name));
  const isAny = type === '*' && subtype === '*';
  if (as === undefined && group === undefined && version === undefined)
    return isAny || (type === 'text' && (subtype === 'plain' || subtype === '*')) ? 'text' : undefined;
  if (as !== kind || group !== GROUP || !VERSIONS.includes(version ?? '')) return undefined;
  return OBJECTS.find((format) => isAny || (type === 'application' && (subtype === format || subtype === '*')));
}

/** What /flagz says in words is made once. */
const chosen = new WeakMap<ServerOptions, string>();
function delimiterFor({ kind }: Page, { options }: Context): string {
  const delimiter = (kind === 'Flagz' ? chosen.get(options) : undefined) ?? DELIMITERS[randomInt(DELIMITERS.length)] ?? ':';
  chosen.set(options, delimiter);
  return delimiter;
}

/** Whatever else is refused for its Accept header is answered in protobuf where the client wants it; these pages know JSON and YAML alone. */
function refused({ request }: Pick<Asked, 'request'>, { options: { version } }: Context): HandlerResult {
  const error = notAcceptable(['application/json', 'application/yaml', 'text/plain']);
  if (negotiate(request, 'plain')?.format !== 'protobuf') throw error;
  return { status: error.code, text: encodeJson(statusOf(error, version), { indent: true }), headers: { 'Content-Type': 'application/json' } };
}

export function zpage(call: Asked, context: Context): HandlerResult | undefined {
  const page = PAGES.get(call.info.path);
  if (page === undefined || !isThere(call.info.path, context.options.version)) return undefined;
  const accept = firstHeader(call.request, 'accept');
  const text = (): HandlerResult => ({
    status: 200,
    text: `\n${COMPONENT} ${page.kind.toLowerCase()}\n${WARNING}\n${page.text(context, delimiterFor(page, context))}`,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
  if (accept.trim() === '') return text();
  const clause = parseAccept(accept).find((candidate) => formatOf(candidate, page.kind) !== undefined);
  const format = clause && formatOf(clause, page.kind);
  if (clause === undefined || format === undefined) return refused(call, context);
  if (format === 'text') return text();
  const version = clause.parameters.get('v') ?? '';
  const deprecation = `This version of the ${page.kind.toLowerCase()} endpoint is deprecated. Please use a newer version.`;
  const object = { kind: page.kind, apiVersion: `${GROUP}/${version}`, metadata: { name: COMPONENT }, ...page.fields(context) };
  const pretty = clause.parameters.get('pretty') === '1' || isPretty(call.request);
  return {
    status: 200,
    text: format === 'yaml' ? encodeYaml(object) : pretty ? encodeJson(object, { indent: true }) : `${encodeJson(object)}\n`,
    headers: {
      'Content-Type': `application/${format};g=${GROUP};v=${version};as=${page.kind}`,
      ...(version === 'v1alpha1' && { Warning: `299 - "${deprecation}"` }),
    },
  };
}
