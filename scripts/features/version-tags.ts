/** The scenarios that hold for a version, as a tag expression: a report of one version leaves the others out. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inapplicable } from '../../steps/support/applicability';

function versionTagsIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.feature'));
  return [...new Set(files.flatMap((file) => readFileSync(path.join(folder, file), 'utf8').match(/@(?:since|until)-1\.\d+/g) ?? []))].sort();
}

export function tagsOf(version: string, features: string, others: string): string {
  const wrong = versionTagsIn(features).filter((tag) => inapplicable([tag], version) !== undefined);
  return [...(others === '' ? [] : [`(${others})`]), ...wrong.map((tag) => `not ${tag}`)].join(' and ');
}
