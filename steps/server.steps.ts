/** How the API server of a scenario runs. */
import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'expect';
import { fileText } from './support/doc-strings';
import { pairsOf } from './support/tables';
import type { ScenarioWorld } from './support/world';

/** kube-apiserver's own flags, by their names without dashes: `| feature-gates | RemoveSelfLink=false |`. */
Given('the API server runs with the flags:', function (this: ScenarioWorld, flags: DataTable) {
  return this.runWith(pairsOf(flags, 'flag'));
});

/** A file of the scenario, which flags and other files call `$DIR/policy.jsonl`. While the API server runs it is written anew. A flag or another file has to name it. */
Given('the file {string}:', function (this: ScenarioWorld, name: string, content: string) {
  this.server.files.presume(name, fileText(content));
});

/** With the files as they are now. The objects from before are gone. */
When('the API server restarts with empty storage', function (this: ScenarioWorld) {
  this.server.restart();
  this.observed.forget();
});

/** kube-apiserver's own message, to the byte. */
Then('the API server refuses to start with:', async function (this: ScenarioWorld, message: string) {
  expect(await this.server.refusalToStart()).toBe(message);
});
