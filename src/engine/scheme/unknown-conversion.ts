/** An object is of a kind that the expected one is not made of. Upstream: k8s.io/apimachinery/pkg/conversion */
export class UnknownConversion extends Error {
  constructor(from: string, to: string) {
    super(`converting (${from}) to (${to}): unknown conversion`);
  }
}
