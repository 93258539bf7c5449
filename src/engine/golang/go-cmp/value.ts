/** A value of Go as reflection sees it: what go-cmp compares and prints. */
interface Typed {
  /** As Go prints the type: core.PodSpec, []core.Container. */
  readonly type: string;
  /** What its method String gives, where it has one. */
  readonly stringer?: string;
  /** It has a method Equal, so that its parts are not looked at. */
  readonly comparesItself?: boolean;
}
export interface GoStruct extends Typed {
  readonly kind: 'struct';
  readonly fields: readonly (readonly [name: string, value: GoValue])[];
}
export interface GoSlice extends Typed {
  readonly kind: 'slice';
  readonly items: readonly GoValue[] | null;
}
export interface GoMap extends Typed {
  readonly kind: 'map';
  /** Sorted by key. */
  readonly entries: readonly (readonly [key: GoText, value: GoValue])[] | null;
}
export interface GoPointer extends Typed {
  readonly kind: 'pointer';
  readonly elem: GoValue | null;
}
export interface GoText extends Typed {
  readonly kind: 'string';
  readonly text: string;
}
/** A number or a boolean, as Go prints it. */
export interface GoPlain extends Typed {
  readonly kind: 'plain';
  readonly text: string;
}
export type GoValue = GoStruct | GoSlice | GoMap | GoPointer | GoText | GoPlain;

export function isZero(value: GoValue): boolean {
  switch (value.kind) {
    case 'struct':
      return value.fields.every(([, field]) => isZero(field));
    case 'slice':
      return value.items === null;
    case 'map':
      return value.entries === null;
    case 'pointer':
      return value.elem === null;
    case 'string':
      return value.text === '';
    case 'plain':
      return value.text === '0' || value.text === 'false';
  }
}
