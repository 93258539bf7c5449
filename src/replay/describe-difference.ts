/** A differing exchange in five lines: who asked for what, where the answers differ, and how. */
import type { DifferingExchange } from './replay';

export const clip = (value: unknown, length = 600): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return (text.length > length ? `${text.slice(0, length)} ...` : text).replaceAll('\n', '\\n');
};

export function describeDifference({ exchange, verdict, difference }: DifferingExchange): string {
  const { request, as = 'admin' } = exchange;
  return [
    `     #${exchange.id} ${verdict} ${clip(as, 120)} ${request.method} ${clip(request.path, 160)}`,
    `        at   ${difference.at}`,
    `        real ${clip(difference.real)}`,
    `        got  ${clip(difference.got)}`,
  ].join('\n');
}
