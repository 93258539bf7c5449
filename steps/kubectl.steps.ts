/** The documents' kubectl commands, run by real kubectl as the administrator. */
import { Then, When } from '@cucumber/cucumber';
import { expect } from 'expect';
import { maskedLike } from './support/masks';
import type { ScenarioWorld } from './support/world';

/** In a shell, in the folder of the manifests. */
When('I run: {command}', function (this: ScenarioWorld, command: string) {
  return this.runCommand(command);
});

/** Everything that the command printed; <age> stands for an age in a table. */
Then('it prints:', function (this: ScenarioWorld, output: string) {
  const printed = this.lastCommand?.output.replace(/\n$/, '') ?? '';
  expect(maskedLike(output, printed)).toBe(output);
});
