/** How the API server of a scenario runs. */
import { Given, type DataTable } from '@cucumber/cucumber';
import type { ScenarioWorld } from './support/world';

/** kube-apiserver's own flags, by their names without dashes: `| feature-gates | RemoveSelfLink=false |`. */
Given('the API server runs with:', function (this: ScenarioWorld, flags: DataTable) {
  return this.runWith(flags.rowsHash());
});
