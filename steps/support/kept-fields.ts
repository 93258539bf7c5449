/**
 * Which fields of a sent object the API server did not keep. Versions before 1.25 drop an unknown field without a word, and every version
 * drops the fields of features that are switched off.
 */
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
/** What has no content is not written back. */
const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  value === false ||
  value === 0 ||
  (Array.isArray(value) ? value.length === 0 : isFields(value) && Object.keys(value).length === 0);
/** What a create does not keep under its own name: status has a subresource, stringData becomes data. */
const ELSEWHERE: ReadonlySet<string> = new Set(['status', 'stringData']);

function missing(sent: unknown, kept: unknown, place: string): readonly string[] {
  if (isEmpty(sent)) return [];
  if (kept === undefined) return [place];
  if (Array.isArray(sent)) return Array.isArray(kept) ? sent.flatMap((item, at) => missing(item, kept[at], `${place}[${at}]`)) : [];
  return isFields(sent) && isFields(kept) ? missingFields(sent, kept, place) : [];
}

function missingFields(sent: Fields, kept: Fields, place: string, elsewhere: ReadonlySet<string> = new Set()): readonly string[] {
  const keptFields = new Map(Object.entries(kept));
  return Object.entries(sent).flatMap(([field, value]) => (elsewhere.has(field) ? [] : missing(value, keptFields.get(field), `${place}.${field}`)));
}

/** The paths of the fields that were sent with a value and are not in the answer, for example `.rules[0].verb`. */
export const fieldsNotKept = (sent: object, kept: object): readonly string[] => missingFields(sent as Fields, kept as Fields, '', ELSEWHERE);
