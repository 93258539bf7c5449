/** Objects that a scenario takes for granted. The administrator creates them. */
import { Given } from '@cucumber/cucumber';
import { manifestsIn, manifestsOf } from './support/manifests';
import { pathToCreate } from './support/paths';
import type { ScenarioWorld } from './support/world';

/** Each is created, with what the controllers put into a new namespace. */
Given('the namespace(s) {names}', async function (this: ScenarioWorld, names: readonly string[]) {
  for (const name of names) await this.arrange('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
});

/** Files in the folder manifests beside the feature, or in one further out. */
Given('the manifest(s) {names}', async function (this: ScenarioWorld, files: readonly string[]) {
  for (const object of files.flatMap((file) => manifestsOf(file, this.feature)))
    await this.arrange('POST', await pathToCreate(await this.target(), object), object);
});

/** YAML; `---` separates objects. An object without a namespace is created in `default` if its kind has namespaces. */
Given('the object(s):', async function (this: ScenarioWorld, yaml: string) {
  for (const object of manifestsIn(yaml)) await this.arrange('POST', await pathToCreate(await this.target(), object), object);
});
