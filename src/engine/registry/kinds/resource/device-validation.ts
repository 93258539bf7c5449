/** What claims and classes of devices have in common. After pkg/apis/resource/validation/validation.go. */
import { invalidValue, required } from '../../../errors/field-error';
import { deviceExpressionErrors } from '../admissionregistration/expressions';
import { each, when, type Errors } from '../../generic/validation/checks';
import { validateDriverName } from '../core/volume-sources';
import type { Version } from '../../../versions';

export interface Selector {
  readonly cel?: { readonly expression?: string };
}
export interface Opaque {
  readonly driver?: string;
  readonly parameters?: unknown;
}

export const validateSelectors = (selectors: readonly Selector[] | undefined, at: string): Errors =>
  each(selectors, at, ({ cel }, place) =>
    cel === undefined ? [required(`${place}.cel`)] : deviceExpressionErrors(cel.expression ?? '', `${place}.cel.expression`),
  );

export function validateOpaque(opaque: Opaque | undefined, at: string, version: Version): Errors {
  if (opaque === undefined) return [required(`${at}.opaque`)];
  const { parameters } = opaque;
  const isObject = typeof parameters === 'object' && !Array.isArray(parameters);
  return [
    ...validateDriverName(opaque.driver ?? '', `${at}.opaque.driver`, version),
    ...(parameters === undefined || parameters === null
      ? [required(`${at}.opaque.parameters`)]
      : when(!isObject, () => invalidValue(`${at}.opaque.parameters`, '<value omitted>', 'must be a valid JSON object'))),
  ];
}
