/** Reading fields of an object whose type only its printer knows: what is absent is empty. */
import { compareBytes } from '../../golang/bytes';

export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});
export const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
export const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []);
export const textOf = (value: unknown, absent = ''): string => (typeof value === 'string' && value !== '' ? value : absent);
export const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
export const sizeOf = (value: unknown): number => Object.keys(fieldsOf(value)).length;
/** A number or a text, such as a quantity or an IntOrString. */
export const shown = (value: unknown, absent: string): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : absent);

/** labels.FormatLabels. */
export function labelsText(value: unknown): string {
  const labels = Object.entries(fieldsOf(value)).sort(([a], [b]) => compareBytes(a, b));
  return labels.length === 0 ? '<none>' : labels.map(([key, label]) => `${key}=${shown(label, '')}`).join(',');
}

function requirementText({ key, operator, values }: Fields): string {
  const sorted = [...textsOf(values)].sort(compareBytes).join(',');
  if (operator === 'In') return `${textOf(key)} in (${sorted})`;
  if (operator === 'NotIn') return `${textOf(key)} notin (${sorted})`;
  return operator === 'Exists' ? textOf(key) : `!${textOf(key)}`;
}

/** metav1.LabelSelectorAsSelector as text: sorted by key. */
export function selectorText(value: unknown): string {
  const { matchLabels, matchExpressions } = fieldsOf(value);
  const labels = Object.entries(fieldsOf(matchLabels)).map(([key, label]): readonly [string, string] => [key, `${key}=${shown(label, '')}`]);
  const expressions = listOf(matchExpressions).map((requirement): readonly [string, string] => [textOf(requirement['key']), requirementText(requirement)]);
  return [...labels, ...expressions]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([, text]) => text)
    .join(',');
}

/** metav1.FormatLabelSelector. */
export const selectorOrNone = (value: unknown): string => selectorText(value) || '<none>';

/** At most three of a list, and how many more there are. */
export function fewOf(all: readonly string[], count: number, most: number): string {
  return all.length > most ? `${all.slice(0, most).join(',')} + ${count - most} more...` : all.join(',');
}

/** The columns Containers and Images of whatever has a pod template. */
export function containerCells(template: unknown): { readonly Containers: string; readonly Images: string } {
  const containers = listOf(fieldsOf(fieldsOf(template)['spec'])['containers']);
  return { Containers: containers.map(({ name }) => textOf(name)).join(','), Images: containers.map(({ image }) => textOf(image)).join(',') };
}
