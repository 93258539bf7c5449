/** Every difference between what two targets answered to the same scenario, exchange by exchange; what varies by its nature aside. */
import type { JsonValue } from '../engine/api/objects';
import { compare } from '../replay/compare';
import { differenceOf, type Difference } from '../replay/first-difference';
import type { KeptExchange } from '../replay/kept-exchange';
import { isList, isObject } from '../replay/volatile';
import type { KeptScenario } from './kept-scenarios';
import { describeRequester } from '../report/requester';
import { auditDifference } from './compare-audit';

export interface Comparison {
  readonly scenario: KeptScenario;
  readonly compared: number;
  readonly differences: readonly string[];
  /** Whether it ended alike on both, passed or failed. */
  readonly endedAlike: boolean;
  /** Why the scenario was not compared. */
  readonly notCompared?: string;
}

/** The line is that of the scenario, or of its row of examples. */
export const placeOf = ({ result }: KeptScenario): string => `${result.pickle.uri}:${result.line}`;

const keyOf = (scenario: KeptScenario): string => `${scenario.kubernetesVersion} ${placeOf(scenario)}`;

const asked = ({ as, request }: KeptExchange): string => `${describeRequester(as)}: ${request.method} ${request.path}`;

const shown = ({ at, real, got }: Difference, [first, second]: readonly [string, string]): string =>
  [`    at ${at}`, `    ${first}: ${JSON.stringify(real)}`, `    ${second}: ${JSON.stringify(got)}`].join('\n');

/** A watch during which nothing was written lists what is there, which old versions do in no order. */
const isWhatIsThere = (body: JsonValue): boolean =>
  isObject(body) && isList(body['stream']) && body['stream'].every((event) => isObject(event) && event['type'] === 'ADDED');

function differenceBetween(a: KeptExchange | undefined, b: KeptExchange | undefined, names: readonly [string, string]): string | undefined {
  if (a === undefined || b === undefined) {
    const only = a ?? b;
    return only && `  ${asked(only)}\n    was asked only on ${a === undefined ? names[1] : names[0]}`;
  }
  const verdict = compare({ response: a.response, ...(isWhatIsThere(a.response.body) && { compare: 'unordered' }) }, b.response);
  return verdict === 'same' ? undefined : `  ${asked(a)}\n${shown(differenceOf(verdict, a.response, b.response), names)}`;
}

export function compareScenarios(first: readonly KeptScenario[], second: readonly KeptScenario[], names: readonly [string, string]): readonly Comparison[] {
  const others = new Map(second.map((scenario) => [keyOf(scenario), scenario]));
  return first.map((scenario): Comparison => {
    const other = others.get(keyOf(scenario));
    const skipped = [scenario, other].find((one) => one?.result.status === 'SKIPPED');
    if (skipped !== undefined) return { scenario, compared: 0, differences: [], endedAlike: true, notCompared: skipped.result.reason ?? 'skipped' };
    if (other === undefined) return { scenario, compared: 0, differences: [`  did not run on ${names[1]}`], endedAlike: false };
    const count = Math.max(scenario.exchanges.length, other.exchanges.length);
    const exchanges = Array.from({ length: count }, (_, at) => differenceBetween(scenario.exchanges[at], other.exchanges[at], names));
    const audits = scenario.exchanges.map((exchange, at) => {
      const difference = auditDifference(scenario.audit?.[at], other.audit?.[at], exchange.request.path);
      return difference && `  ${asked(exchange)}: its events in the audit log\n${shown(difference, names)}`;
    });
    const endedAlike = scenario.result.status === other.result.status;
    const verdict = endedAlike ? [] : [`  ${names[0]}: ${scenario.result.status}, ${names[1]}: ${other.result.status}`];
    return { scenario, compared: count, endedAlike, differences: [...verdict, ...[...exchanges, ...audits].filter((difference) => difference !== undefined)] };
  });
}
