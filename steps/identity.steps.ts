/** Who is who. A user is in no group but system:authenticated unless a scenario says so. */
import { Given } from '@cucumber/cucumber';
import { clientAuthorityPem } from '../src/index';
import type { ScenarioWorld } from './support/world';

/** The groups that the user's certificate names. */
Given('{word} is in the group(s) {names}', function (this: ScenarioWorld, user: string, groups: readonly string[]) {
  this.joinGroups(user, groups);
});

/** The certificate of the authority that has signed those of all users. */
Given('the authority of client certificates is in the file {string}', async function (this: ScenarioWorld, name: string) {
  this.folder().write(name, await clientAuthorityPem());
});
