/**
 * Notes what each plugin of the chain does, for a client in this process that wants to know: which plugin refused, and what each changed.
 * Plugins know nothing of it: a refusal passes through here, and an object is compared with what the plugin made of it.
 */
import type { AdmissionAttributes, AdmissionPlugin, MutationAttributes } from '../api/admission';
import type { AdmissionNote } from '../api/admission-note';
import { errorText } from '../golang/error-text';
import { changesBetween } from './changes';

/** Runs a plugin with room for its details, and notes what comes of it. */
async function run<A extends AdmissionAttributes, T>(
  plugin: string,
  attributes: A,
  notes: AdmissionNote[],
  act: (attributes: A) => T | Promise<T>,
  changesOf: (result: T) => AdmissionNote['changes'],
): Promise<T> {
  const details: string[] = [];
  try {
    const result = await act({ ...attributes, details });
    const changes = changesOf(result);
    if (changes.length > 0) notes.push({ plugin, action: 'changed', changes, message: '', details });
    else if (details.length > 0) notes.push({ plugin, action: 'noticed', changes, message: '', details });
    return result;
  } catch (error) {
    notes.push({ plugin, action: 'refused', changes: [], message: errorText(error), details });
    throw error;
  }
}

/** The plugin, which costs what it did as long as a request has no room for notes. */
export function noted(plugin: AdmissionPlugin): AdmissionPlugin {
  const { name } = plugin;
  const admit = plugin.admit?.bind(plugin);
  const validate = plugin.validate?.bind(plugin);
  return {
    name,
    handles: (operation) => plugin.handles(operation),
    ...(admit && {
      admit: (attributes: MutationAttributes) =>
        attributes.notes === undefined
          ? admit(attributes)
          : run(name, attributes, attributes.notes, admit, (object) => changesBetween(attributes.object, object)),
    }),
    ...(validate && {
      validate: (attributes: AdmissionAttributes) =>
        attributes.notes === undefined ? validate(attributes) : run(name, attributes, attributes.notes, validate, () => []),
    }),
  };
}
