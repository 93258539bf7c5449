/**
 * ?timeout= of a request that is not long-running: a duration as Go reads it. The deadline itself never passes here; what
 * cannot be read is refused before anybody is authenticated.
 * After k8s.io/apiserver/pkg/endpoints/filters/request_deadline.go and Go's time.ParseDuration.
 */
import type { RequestInfo } from '../api/attributes';
import { quote } from '../golang/quote';
import { badRequest } from '../errors/status-error';

const LONG_RUNNING_VERBS: readonly string[] = ['watch', 'proxy'];
const LONG_RUNNING_SUBRESOURCES: readonly string[] = ['attach', 'exec', 'proxy', 'log', 'portforward'];
const UNITS: readonly string[] = ['ns', 'us', '\u00b5s', '\u03bcs', 'ms', 's', 'm', 'h'];

/** undefined: a duration. */
function problemOf(text: string): string | undefined {
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned === '0') return undefined;
  if (unsigned === '') return `invalid duration ${quote(text)}`;
  for (let rest = unsigned; rest !== '';) {
    const number = /^(\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (number === undefined) return `invalid duration ${quote(text)}`;
    const unit = /^[^.\d]*/.exec(rest.slice(number.length))?.[0] ?? '';
    if (unit === '') return `missing unit in duration ${quote(text)}`;
    if (!UNITS.includes(unit)) return `unknown unit ${quote(unit)} in duration ${quote(text)}`;
    rest = rest.slice(number.length + unit.length);
  }
  return undefined;
}

export const isLongRunning = ({ verb, isResourceRequest, subresource }: RequestInfo): boolean =>
  isResourceRequest && (LONG_RUNNING_VERBS.includes(verb) || LONG_RUNNING_SUBRESOURCES.includes(subresource));

/** Throws 400. */
export function checkDeadline(info: RequestInfo, query: URLSearchParams): void {
  const timeout = query.get('timeout') ?? '';
  if (isLongRunning(info) || timeout === '') return;
  const problem = problemOf(timeout);
  if (problem !== undefined) throw badRequest(`invalid timeout specified in the request URL - time: ${problem}`);
}
