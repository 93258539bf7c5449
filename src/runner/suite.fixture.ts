/** The suite of tests: many test files run in one process, which has one. */
import { Suite } from './suite';

export const suite = new Suite();
