/** Who is who. A user is in no group but system:authenticated unless a scenario says so. */
import { Given } from '@cucumber/cucumber';
import { clientAuthorityPem } from '../src/index';
import type { ScenarioWorld } from './support/world';

/** Says that the name is meant so, where no binding has it: somebody who has no rights but those of everybody. */
Given('the user(s) {names}', function (this: ScenarioWorld, names: readonly string[]) {
  this.people.introduce('users', names);
});

/** The same of a group. */
Given('the group(s) {names}', function (this: ScenarioWorld, names: readonly string[]) {
  this.people.introduce('groups', names);
});

/** The groups that the user's certificate names. A step has to ask something as the user. */
Given('{word} is in the group(s) {names}', function (this: ScenarioWorld, user: string, groups: readonly string[]) {
  this.joinGroups(user, groups);
});

/** The certificate of the authority that has signed those of all users. */
Given('the authority of client certificates is in the file {string}', async function (this: ScenarioWorld, name: string) {
  this.presumeFile(name, await clientAuthorityPem());
});
