/**
 * --feature-gates: which gates a version knows, which of them are locked, what AllAlpha and AllBeta stand for, and which gates a gate needs.
 * After k8s.io/component-base/featuregate.
 */
import type { FeatureGate } from './flag-catalog';
import { parseBool } from './flag-values';
import { aggregate } from '../errors/field-error';
import { StartError } from '../errors/start-error';
import { own } from '../golang/map';

type Gates = Readonly<Record<string, boolean>>;
type KnownGates = Readonly<Record<string, FeatureGate>>;

const STAGES = { AllAlpha: 'ALPHA', AllBeta: 'BETA' } as const;

function valueOf(pair: string): readonly [string, boolean] {
  const [name = '', ...rest] = pair.split('=');
  // Newer versions let a gate name the component it belongs to.
  const gate = name.trim().replace(/^kube:/, '');
  if (rest.length === 0) throw new StartError(`missing bool value for ${gate}`);
  const text = rest.join('=').trim();
  try {
    return [gate, parseBool(text)];
  } catch (error) {
    throw new StartError(`invalid value of ${gate}=${text}, err: ${(error as Error).message}`);
  }
}

const lockedErrors = (named: Gates, known: KnownGates): readonly string[] =>
  Object.entries(named).flatMap(([name, value]) => {
    const gate = own(known, name);
    return gate?.locked === true && gate.default !== value ? [`cannot set feature gate ${name} to ${value}, feature is locked to ${gate.default}`] : [];
  });

/** A gate that is on needs others. A real server says of several such gates in any order, that of a map in Go. */
function dependencyErrors(gates: Gates, known: KnownGates): readonly string[] {
  const isOn = (name: string): boolean => own(gates, name) ?? own(known, name)?.default ?? false;
  return Object.entries(known).flatMap(([name, { dependsOn = [] }]) => {
    const off = dependsOn.filter((gate) => !isOn(gate));
    return off.length > 0 && isOn(name) ? [`${name} is enabled, but depends on features that are disabled: [${off.join(' ')}]`] : [];
  });
}

function refuse(errors: readonly string[]): void {
  if (errors.length > 0) throw new StartError(aggregate(errors));
}

export function parseFeatureGates(text: string, known: KnownGates): Gates {
  const named = Object.fromEntries(
    text
      .split(',')
      .filter((pair) => pair !== '')
      .map(valueOf),
  );
  const unknown = Object.keys(named).find((name) => own(known, name) === undefined);
  if (unknown !== undefined) throw new StartError(`unrecognized feature gate: ${unknown}`);
  refuse(lockedErrors(named, known));
  const whole = Object.entries(STAGES).flatMap(([name, stage]) => {
    const value = own(named, name);
    return value === undefined
      ? []
      : Object.keys(known)
          .filter((gate) => own(known, gate)?.stage === stage && !Object.hasOwn(STAGES, gate))
          .map((gate) => [gate, value] as const);
  });
  const gates = { ...Object.fromEntries(whole), ...named };
  refuse(dependencyErrors(gates, known));
  return gates;
}
