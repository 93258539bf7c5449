/** Users and groups. A user is in no group but system:authenticated unless a scenario names groups. */
import { Given } from '@cucumber/cucumber';
import type { Requester } from '../src/index';
import type { ScenarioWorld } from './support/world';

/** Introduces users whom no binding names: an answer `no` about any other name is an error, because the name may be misspelt. */
Given('the user(s) {names}', function (this: ScenarioWorld, names: readonly string[]) {
  this.people.introduce('users', names);
});

/** The same for a group. */
Given('the group(s) {names}', function (this: ScenarioWorld, names: readonly string[]) {
  this.people.introduce('groups', names);
});

/** The organizations of the user's client certificate. A step has to ask something as the user. */
Given('{user} is in the group(s) {names}', function (this: ScenarioWorld, user: Requester, groups: readonly string[]) {
  this.people.joinGroups(user, groups);
});

/** The certificate of the CA that has signed the client certificates of all users. */
Given('the client CA is in the file {string}', async function (this: ScenarioWorld, name: string) {
  this.server.files.presume(name, await this.server.clientCa());
});
