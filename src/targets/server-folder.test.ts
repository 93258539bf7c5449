import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { expect } from 'expect';
import { ServerFolder, unplacedFlags } from './server-folder';

const folders: ServerFolder[] = [];
const newFolder = (): ServerFolder => {
  const folder = new ServerFolder();
  folders.push(folder);
  return folder;
};
afterEach(() => folders.splice(0).forEach((folder) => folder.remove()));

describe('the files of an API server', () => {
  it('name each other wherever they lie, and say the same in every folder', () => {
    const [one, other] = [newFolder(), newFolder()];
    for (const folder of [one, other]) folder.write('config', 'ca: $DIR/ca.crt');
    expect(readFileSync(path.join(one.path, 'config'), 'utf8')).toBe(`ca: ${one.path}/ca.crt`);
    expect(one.contents()).toEqual([['config', 'ca: $DIR/ca.crt']]);
    expect(other.contents()).toEqual(one.contents());
  });

  it('are those of a server that runs already, once they are said to lie there', () => {
    const [kept, folder] = [newFolder(), newFolder()];
    for (const each of [kept, folder]) each.write('token', 'a');
    const at = kept.leave();
    kept.remove();
    const before = folder.path;
    folder.moveTo(at);
    folder.write('token', 'b');
    expect(existsSync(before)).toBe(false);
    expect(readFileSync(path.join(at, 'token'), 'utf8')).toBe('b');
    expect(folder.restorePlaceholders(`${at}/token`)).toBe('$DIR/token');
    folder.remove();
    expect(existsSync(at)).toBe(false);
  });

  it('lead to addresses, by which servers with the same files differ', () => {
    const folder = newFolder();
    folder.name('$ISSUER', '127.0.0.1:1');
    folder.name('$WEBHOOK', '127.0.0.1:2');
    folder.name('$ADMISSION', '127.0.0.1:3');
    folder.write('webhook.kubeconfig', 'server: https://$WEBHOOK/');
    expect(folder.addressesOf({ 'oidc-issuer-url': 'https://$ISSUER' })).toEqual([
      ['$ISSUER', '127.0.0.1:1'],
      ['$WEBHOOK', '127.0.0.1:2'],
    ]);
  });

  it('cannot lie outside of their folder', () => {
    expect(() => newFolder().write('../x', '')).toThrow('The file "../x" would lie outside of $DIR: name one inside.');
  });

  it('are all that a server writes by its flags', () => {
    const folder = newFolder();
    expect(folder.placedFlags({ 'audit-log-path': '$DIR/audit.log', 'client-ca-file': '/etc/ca.crt' })).toEqual({
      'audit-log-path': `${folder.path}/audit.log`,
      'client-ca-file': '/etc/ca.crt',
    });
    for (const value of ['/tmp/audit.log', '$DIR/../audit.log', 'audit.log', '$DIR'])
      expect(() => folder.placedFlags({ 'audit-log-path': value })).toThrow(
        /^The flag --audit-log-path names ".*", which lies outside of \$DIR: name one inside\.$/,
      );
    expect(() => unplacedFlags({ 'cert-dir': '/tmp' })).toThrow('The flag --cert-dir names "/tmp"');
    expect(unplacedFlags({ 'audit-log-path': '-' })).toEqual({ 'audit-log-path': '-' });
    expect(() => folder.placedFlags({ 'client-ca-file': '/etc/ca.crt' }, 'inside')).toThrow('The flag --client-ca-file names "/etc/ca.crt"');
  });
});
