/** Simple JSON paths: names of fields, keys in quotes and places in lists. After k8s.io/client-go/util/jsonpath. */
import { own } from '../../golang/map';
import { isMap } from './schema/schema';

const STEP = /\.((?:\\.|[^.[\]\\])+)|\[(\d+)\]|\['((?:\\.|[^'\\])*)'\]/g;

const stepsOf = (path: string): readonly (string | number)[] =>
  Array.from(path.matchAll(STEP), ([, name, index, key]) => (index === undefined ? (name ?? key ?? '').replace(/\\(.)/g, '$1') : Number(index)));

/** `undefined`: it leads nowhere. */
export const valueAt = (object: unknown, path: string): unknown =>
  stepsOf(path).reduce<unknown>((value, step) => {
    if (typeof step === 'number') return Array.isArray(value) ? (value as readonly unknown[])[step] : undefined;
    return isMap(value) ? own(value, step) : undefined;
  }, object);
