/** What admission did to a request, plugin by plugin, as lines that a report shows. Nothing is known of a server behind a socket. */
import type { AdmissionChange, AdmissionNote } from '../engine/api/admission-note';
import { orderedPluginsOf } from '../engine/admission/ordered-plugins';
import type { ApiResponse } from '../engine/api/http';
import type { TargetRequest } from '../targets/target';
import { aboutSecrets, maskJson, maskText } from './masking/structure';

interface Answered {
  readonly request: TargetRequest;
  readonly response: ApiResponse;
}

const LONGEST_VALUE = 200;

function shownValue(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text;
}

/** For example `/spec/priority: 0 -> 7`; the path alone where values are left out. */
function describeChange({ path, ...values }: AdmissionChange): string {
  const place = path === '' ? 'the whole object' : path;
  const { before, after } = values;
  if ('before' in values && 'after' in values) return `${place}: ${shownValue(before)} -> ${shownValue(after)}`;
  if ('before' in values) return `${place}: - ${shownValue(before)}`;
  return 'after' in values ? `${place}: + ${shownValue(after)}` : place;
}

/** The note without values of the object, which may be secret. */
const withoutValues = (note: AdmissionNote): AdmissionNote => ({ ...note, changes: note.changes.map(({ path }) => ({ path })), details: [] });

/** What fields hold whose names say that they are credentials is masked. */
function masked({ path, ...values }: AdmissionChange): AdmissionChange {
  const key = path.slice(path.lastIndexOf('/') + 1);
  const shown = Object.entries(values).map(([when, value]) => [when, Object.values(maskJson(Object.fromEntries([[key, value]])) as object)[0]] as const);
  return { path, ...Object.fromEntries(shown) };
}

function noteLines({ plugin, action, changes, message, details }: AdmissionNote, shown: (text: string) => string): readonly string[] {
  const head = { changed: `changed by ${plugin}:`, refused: `refused by ${plugin}: ${shown(message)}`, noticed: `noticed by ${plugin}:` }[action];
  const below = [...changes.map(describeChange), ...details];
  return [head, ...below.flatMap((text) => shown(text).split('\n')).map((line) => `  ${line}`)];
}

/** `shown`: how texts are shown. */
export const admissionLines = (notes: readonly AdmissionNote[], shown: (text: string) => string = (text) => text): readonly string[] =>
  notes.flatMap((note) => noteLines(note, shown));

/** For the message of a failed step. */
export const admissionOf = ({ request, response }: Answered): readonly string[] => admissionLines(notesOf(request.path, response.admission), maskText);

/** Those that a page about this path may show. */
export const notesOf = (path: string, notes: readonly AdmissionNote[] = []): readonly AdmissionNote[] =>
  aboutSecrets(path) ? notes.map(withoutValues) : notes.map((note) => ({ ...note, changes: note.changes.map(masked) }));

/** The plugin that refused the request; '' if none did, undefined where that is not known. */
export const refusedBy = ({ response }: Answered): string | undefined =>
  response.admission && (response.admission.find(({ action }) => action === 'refused')?.plugin ?? '');

/** The plugins of a version, whether they run or not. */
export const pluginNamesOf = (kubernetesVersion: string): readonly string[] => orderedPluginsOf(kubernetesVersion).map(({ name }) => name);
