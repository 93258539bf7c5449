/** The documents' kubectl commands, run by real kubectl as the administrator. */
import { Then, When } from '@cucumber/cucumber';
import { expect } from 'expect';
import { outcomeOf } from './support/command';
import type { ScenarioWorld } from './support/world';

/** In a shell, in the folder of the manifests. */
When('I run: {command}', function (this: ScenarioWorld, command: string) {
  return this.runCommand(command);
});

/** Everything that the command printed, with the exit code 0; <age> stands for an age in a table. */
Then('it prints:', function (this: ScenarioWorld, output: string) {
  expect(outcomeOf(this.command(), output)).toEqual({ exitCode: 0, output });
});

/** As above, of a command whose exit code is not 0. */
Then('it exits with {int} and prints:', function (this: ScenarioWorld, exitCode: number, output: string) {
  expect(outcomeOf(this.command(), output)).toEqual({ exitCode, output });
});
