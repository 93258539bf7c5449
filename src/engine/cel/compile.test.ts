/** What the CEL compiler of Kubernetes 1.36 says of expressions over the claims of a token; nothing of those that are good. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import { compile } from './compile';
import { kubernetesEnvironment } from './environment';

interface Recorded {
  readonly told: Readonly<Record<string, string>>;
  /** What cukernetes says otherwise. */
  readonly toldOtherwise: Readonly<Record<string, string>>;
}
const { told, toldOtherwise } = JSON.parse(readFileSync(path.join(__dirname, '../../../testdata/cel/claims-1.36.json'), 'utf8')) as Recorded;

const environment = kubernetesEnvironment().registerVariable('claims', 'map<string, dyn>');
function complaint(expression: string): string {
  try {
    compile(environment, expression);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

for (const [expression, message] of Object.entries(told)) test(JSON.stringify(expression), () => expect(complaint(expression)).toBe(message));
for (const [expression, message] of Object.entries(toldOtherwise))
  test(`${JSON.stringify(expression)} is known to be told otherwise`, () => expect(complaint(expression)).not.toBe(message));
