/** How a key becomes a part of a JSON pointer. After k8s.io/apiserver/pkg/cel/library/jsonpatch.go. */
import type { LibraryFunction } from './library-function';

export const JSON_PATCH: readonly LibraryFunction[] = [
  ['jsonpatch.escapeKey(string): string', (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')],
];
