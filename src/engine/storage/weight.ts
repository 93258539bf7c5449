/** About how many bytes an object takes: its texts, and a few bytes for each value. Exact enough to bound what is kept. */
const PER_VALUE = 16;

export function weightOf(value: unknown): number {
  if (typeof value === 'string') return PER_VALUE + value.length;
  if (typeof value !== 'object' || value === null) return PER_VALUE;
  let weight = PER_VALUE;
  if (Array.isArray(value)) for (const item of value) weight += weightOf(item);
  else for (const [key, field] of Object.entries(value)) weight += key.length + weightOf(field);
  return weight;
}
