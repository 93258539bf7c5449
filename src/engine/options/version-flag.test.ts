import { describe, it } from 'node:test';
import { expect } from 'expect';
import { printedVersionOf } from './parse';

// As kube-apiserver 1.37.2 printed them.
describe('--version', () => {
  it('prints the version alone', () => expect(printedVersionOf(['--version'])).toBe('Kubernetes v1.37.2'));

  it('comes before what is wrong with other flags', () =>
    expect(printedVersionOf(['--version=true', '--etcd-servers=x', '--authorization-mode=Nothing'])).toBe('Kubernetes v1.37.2'));

  it('prints all that the program knows of itself', () =>
    expect(printedVersionOf(['--version=raw'])).toBe(
      'version.Info{Major:"1", Minor:"37", EmulationMajor:"", EmulationMinor:"", MinCompatibilityMajor:"", MinCompatibilityMinor:"", GitVersion:"v1.37.2", GitCommit:"$Format:%H$", GitTreeState:"clean", BuildDate:"2026-10-27T12:01:04Z", GoVersion:"go1.26.8", Compiler:"gc", Platform:"linux/amd64"}',
    ));

  it('may be false, or the version that it is', () => {
    expect(printedVersionOf(['--version=false'])).toBeUndefined();
    expect(printedVersionOf(['--version=v1.37.2'])).toBeUndefined();
    expect(printedVersionOf([])).toBeUndefined();
  });

  it('is nothing else', () => {
    expect(() => printedVersionOf(['--version=v1.37.9'])).toThrow(
      'invalid argument "v1.37.9" for "--version" flag: version "v1.37.9" must match major/minor/patch of default version "v1.37.2"',
    );
    expect(() => printedVersionOf(['--version=foo'])).toThrow('invalid argument "foo" for "--version" flag: strconv.ParseBool: parsing "foo": invalid syntax');
  });
});
