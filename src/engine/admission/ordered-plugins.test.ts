import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import { flagCatalogOf } from '../options/flag-catalog';
import { VERSIONS } from '../versions';
import { isPluginThere } from './admission';
import { orderedPluginsOf } from './ordered-plugins';

const FILE = path.join(__dirname, '..', '..', '..', 'testdata', 'admission-plugins.txt');
const names = (list: string | undefined): readonly string[] => list?.split(', ') ?? [];

const recorded = readFileSync(FILE, 'utf8')
  .split('\n\n')
  .flatMap((text) => {
    const [heading = '', order = '', byDefault = ''] = text.trim().split('\n');
    return heading.startsWith('[')
      ? [{ version: heading.slice(1, -1), order: names(order.slice('order: '.length)), byDefault: names(byDefault.slice('default-on: '.length)) }]
      : [];
  });

test('the order is read for many versions', () => {
  expect(recorded.length).toBeGreaterThan(10);
});

for (const { version, order, byDefault } of recorded) {
  test(`the plugins of ${version} are those of upstream, in its order`, () => {
    const plugins = orderedPluginsOf(version);
    expect(plugins.map(({ name }) => name)).toEqual(order);
    expect(plugins.filter(({ runsByDefault }) => runsByDefault).map(({ name }) => name)).toEqual(byDefault);
  });
}

for (const version of VERSIONS) {
  const { admissionPlugins, flags } = flagCatalogOf(version);

  test(`the plugins of ${version} are those that its server knows`, () => {
    expect(new Set(orderedPluginsOf(version).map(({ name }) => name))).toEqual(admissionPlugins);
  });

  test(`those that run by default in ${version} are those that its server says run by default`, () => {
    const [, said] = /default enabled ones \(([^()]*)\)/.exec(flags.get('enable-admission-plugins')?.usage ?? '') ?? [];
    const byDefault = orderedPluginsOf(version).filter(({ runsByDefault }) => runsByDefault);
    expect(byDefault.map(({ name }) => name).sort()).toEqual([...names(said)].sort());
  });
}

for (const version of VERSIONS) {
  test(`each plugin of ${version} is there`, () => {
    expect(orderedPluginsOf(version).flatMap(({ name }) => (isPluginThere(name) ? [] : [name]))).toEqual([]);
  });
}
