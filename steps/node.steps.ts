/** Nodes and their kubelets, of scenarios tagged `@nodes`. A scheduler and all controllers run with them. Time stands still where containers are simulated, and steps move it. */
import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'expect';
import { columnsOf, eventsOf, expectedColumns, expectedEvents, nodesOf, within } from './support/node-states';
import type { ObjectReference } from './support/object-reference';
import { pairsOf } from './support/tables';
import type { ScenarioWorld } from './support/world';
import { objectsIn } from './support/yaml-objects';

/** A kubelet registers it. */
Given('the node {string}', async function (this: ScenarioWorld, name: string) {
  await nodesOf(await this.target()).add(name, {});
});

/** Flags of kubelet, a row each, without dashes. */
Given('the node {string} whose kubelet has the flags:', async function (this: ScenarioWorld, name: string, flags: DataTable) {
  await nodesOf(await this.target()).add(name, pairsOf(flags, 'flag'));
});

/** A pod as YAML, in a file of the folder that the kubelet of the node reads. */
When('the node {string} has the static pod:', async function (this: ScenarioWorld, node: string, yaml: string) {
  for (const { metadata } of objectsIn(yaml, 'the doc string')) await nodesOf(await this.target()).setManifest(node, `${metadata.name ?? ''}.yaml`, yaml);
});

/** Its file is removed. */
When('the static pod {string} is removed from the node {string}', async function (this: ScenarioWorld, pod: string, node: string) {
  await nodesOf(await this.target()).setManifest(node, `${pod}.yaml`, undefined);
});

/** What runs on the node goes on running. */
When('the kubelet of the node {string} stops', async function (this: ScenarioWorld, node: string) {
  await nodesOf(await this.target()).stopKubelet(node);
});

/** For kubelets and controllers. */
When('{int} second(s) pass(es)', async function (this: ScenarioWorld, seconds: number) {
  await nodesOf(await this.target()).pass(seconds);
});

/** In a shell in its first container. */
When('the pod {string} in namespace {string} runs: {shell}', async function (this: ScenarioWorld, name: string, namespace: string, command: string) {
  const outcome = await nodesOf(await this.target()).exec({ namespace, name }, ['sh', '-c', command]);
  this.observed.seeCommand({ command, ...outcome });
});

/** Columns as `kubectl get` prints them, of a row that is looked at until it is so, for so many seconds of the nodes at most. */
Then('within {int} second(s) the {object} shows:', async function (this: ScenarioWorld, seconds: number, reference: ObjectReference, table: DataTable) {
  const target = await this.target();
  const { columns, text } = expectedColumns(table);
  expect(await within(nodesOf(target), seconds, text, () => columnsOf(target, reference, columns))).toBe(text);
});

/** It is looked for until the server does not find it. */
Then('within {int} second(s) the {object} is gone', async function (this: ScenarioWorld, seconds: number, reference: ObjectReference) {
  const target = await this.target();
  const gone = `404 ${reference.resource}s ${JSON.stringify(reference.name)} not found`;
  expect(await within(nodesOf(target), seconds, gone, () => columnsOf(target, reference, ['NAME']))).toBe(gone);
});

/** The header is `| type | reason | field | message |`. All events about the object, a row each in any order; what is repeated counts once. */
Then(
  'within {int} second(s) the events of the {object} are:',
  async function (this: ScenarioWorld, seconds: number, reference: ObjectReference, table: DataTable) {
    const target = await this.target();
    const events = expectedEvents(table);
    expect(await within(nodesOf(target), seconds, events, () => eventsOf(target, reference))).toBe(events);
  },
);
