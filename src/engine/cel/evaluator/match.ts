/** Whether a value can be an argument of a type when an expression runs. After IsAssignableRuntimeType of cel-go/common/types/types.go. */
import type { Type } from '../checker/type';
import { CelList } from '../values/value';
import { CelMap } from '../values/value';
import { typeOfValue, type CelValue } from '../values/value';

export type Predicate = (value: CelValue) => boolean;

/** Of lists and maps only the first element counts. */
export function matcher({ kind, name, parameters }: Type): Predicate {
  const [first, second] = parameters.map(matcher);
  switch (kind) {
    case 'dyn':
    case 'any':
    case 'parameter':
      return () => true;
    case 'list':
      return (value) => value instanceof CelList && (value.size === 0 || first === undefined || first(value.get(0)));
    case 'map':
      return (value) => {
        if (!(value instanceof CelMap)) return false;
        const [key] = value.keys();
        return key === undefined || first === undefined || second === undefined || (first(key) && second(value.find(key) ?? null));
      };
    default:
      return (value) => typeOfValue(value).name === name;
  }
}
