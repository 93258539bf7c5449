/** Objects that a scenario presumes. The administrator creates them; a field that the API server does not keep is an error. */
import { Given } from '@cucumber/cucumber';
import { manifestCalled } from './support/manifests';
import { pathToCreate } from './support/paths';
import type { ScenarioWorld } from './support/world';
import { objectsIn } from './support/yaml-objects';

/** Each is created, with what the controllers put into a new namespace. */
Given('the namespace(s) {names}', async function (this: ScenarioWorld, names: readonly string[]) {
  for (const name of names) await this.arrange('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
});

/** Files in the folder manifests beside the feature, or in one further out. Reports show them. */
Given('the manifest(s) {names}', async function (this: ScenarioWorld, names: readonly string[]) {
  for (const { file, text } of names.map((name) => manifestCalled(name, this.scenario.feature))) {
    this.attachments.manifest(file, text);
    for (const object of objectsIn(this.server.files.expandPlaceholders(text), file))
      await this.arrange(await pathToCreate(await this.target(), object), object);
  }
});

/** YAML; `---` separates objects, lists are expanded. An object without a namespace is created in `default` if its kind has namespaces. */
Given('the object(s):', async function (this: ScenarioWorld, yaml: string) {
  for (const object of objectsIn(this.server.files.expandPlaceholders(yaml), 'the doc string'))
    await this.arrange(await pathToCreate(await this.target(), object), object);
});
