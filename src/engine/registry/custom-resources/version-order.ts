/** The order in which clients should prefer versions. */
import { compareBytes } from '../../golang/bytes';
import { table } from '../../golang/map';

const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const MATURITY = table<number>({ alpha: 1, beta: 2 });

/** k8s.io/apimachinery/pkg/version.CompareKubeAwareVersionStrings: v2, v1, v1beta2, v1alpha1, then other names. */
export function preferred(a: string, b: string): number {
  const [x, y] = [VERSION.exec(a), VERSION.exec(b)];
  if (x === null || y === null) return x === y ? compareBytes(a, b) : x === null ? 1 : -1;
  const rank = (match: RegExpExecArray): readonly number[] => [MATURITY[match[2] ?? ''] ?? 3, Number(match[1]), Number(match[3] ?? 0)];
  const [left, right] = [rank(x), rank(y)];
  const at = left.findIndex((value, index) => value !== right[index]);
  return at === -1 ? 0 : (right[at] ?? 0) - (left[at] ?? 0);
}
