/**
 * --feature-gates: which gates a version knows, which of them are locked, and what AllAlpha and AllBeta stand for.
 * After k8s.io/component-base/featuregate.
 */
import type { FeatureGate } from './flag-catalog';
import { parseBool } from './flag-values';
import { StartError } from '../errors/start-error';
import { own } from '../golang/map';

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

export function parseFeatureGates(text: string, known: Readonly<Record<string, FeatureGate>>): Readonly<Record<string, boolean>> {
  const named = Object.fromEntries(
    text
      .split(',')
      .filter((pair) => pair !== '')
      .map(valueOf),
  );
  for (const [name, value] of Object.entries(named)) {
    const gate = own(known, name);
    if (gate === undefined) throw new StartError(`unrecognized feature gate: ${name}`);
    if (gate.locked === true && gate.default !== value)
      throw new StartError(`cannot set feature gate ${name} to ${value}, feature is locked to ${gate.default}`);
  }
  const whole = Object.entries(STAGES).flatMap(([name, stage]) => {
    const value = own(named, name);
    return value === undefined
      ? []
      : Object.keys(known)
          .filter((gate) => own(known, gate)?.stage === stage && !Object.hasOwn(STAGES, gate))
          .map((gate) => [gate, value] as const);
  });
  return { ...Object.fromEntries(whole), ...named };
}
