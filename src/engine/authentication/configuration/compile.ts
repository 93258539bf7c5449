/**
 * An authenticator of a configuration: what is wrong with it, and its expressions, compiled.
 * After CompileAndValidateJWTAuthenticator of k8s.io/apiserver/pkg/apis/apiserver/validation/validation.go.
 */
import type { Program } from '../../cel/compile';
import { selectsField } from '../../cel/syntax/tree';
import { duplicate, invalidValue, required, type FieldError } from '../../errors/field-error';
import { compileClaimMapping, compileClaimRule, compileUserRule } from './claim-expressions';
import { extraKeyErrors } from './domain-prefixed-path';
import type { JwtAuthenticatorConfiguration, PrefixedClaimOrExpression } from './types';
import { issuerErrors } from './validate-issuer';

export interface Rule {
  readonly program: Program;
  readonly message: string;
}
export interface ExtraExpression {
  readonly key: string;
  readonly program: Program;
}
export interface Expressions {
  readonly username?: Program;
  readonly groups?: Program;
  readonly uid?: Program;
  readonly extra: readonly ExtraExpression[];
  readonly claimRules: readonly Rule[];
  readonly userRules: readonly Rule[];
}

const BOTH = "claim and expression can't both be set";
const UNVERIFIED_EMAIL =
  'claims.email_verified must be used in claimMappings.username.expression or claimMappings.extra[*].valueExpression or claimValidationRules[*].expression when claims.email is used in claimMappings.username.expression';

/** Collects the errors in upstream's order while the expressions are compiled. */
class Compilation {
  readonly errors: FieldError[] = [];

  add(...errors: readonly FieldError[]): void {
    this.errors.push(...errors);
  }
  program(field: string, expression: string, compileIt: (expression: string) => Program): Program | undefined {
    try {
      return compileIt(expression);
    } catch (error) {
      this.add(invalidValue(field, expression, (error as Error).message));
      return undefined;
    }
  }

  claimRules(path: string, { claimValidationRules: rules }: JwtAuthenticatorConfiguration): readonly Rule[] {
    const claims = new Set<string>();
    const expressions = new Set<string>();
    return (rules ?? []).flatMap(({ claim, expression, requiredValue, message }, at) => {
      const field = `${path}[${at}]`;
      if (claim !== '' && expression !== '') this.add(invalidValue(field, claim, BOTH));
      else if (claim === '' && expression === '') this.add(required(field, 'claim or expression is required'));
      else if (claim !== '') {
        if (message !== '') this.add(invalidValue(`${field}.message`, message, 'may not be specified when claim is set'));
        if (claims.has(claim)) this.add(duplicate(`${field}.claim`, claim));
        claims.add(claim);
      } else {
        if (requiredValue !== '') this.add(invalidValue(`${field}.requiredValue`, requiredValue, 'may not be specified when expression is set'));
        return this.#rule(`${field}.expression`, { expression, message }, expressions, compileClaimRule);
      }
      return [];
    });
  }

  userRules(path: string, { userValidationRules: rules }: JwtAuthenticatorConfiguration): readonly Rule[] {
    const expressions = new Set<string>();
    return (rules ?? []).flatMap((rule, at) => {
      const field = `${path}[${at}].expression`;
      if (rule.expression !== '') return this.#rule(field, rule, expressions, compileUserRule);
      this.add(required(field));
      return [];
    });
  }

  #rule(
    field: string,
    { expression, message }: { readonly expression: string; readonly message: string },
    seen: Set<string>,
    compileIt: (expression: string) => Program,
  ): readonly Rule[] {
    if (seen.has(expression)) {
      this.add(duplicate(field, expression));
      return [];
    }
    seen.add(expression);
    const program = this.program(field, expression, compileIt);
    return program === undefined ? [] : [{ program, message }];
  }

  mapping(field: string, { claim, prefix, expression }: PrefixedClaimOrExpression, isRequired: boolean): Program | undefined {
    if (claim !== '' && expression !== '') this.add(invalidValue(field, '', BOTH));
    else if (claim === '' && expression === '' && isRequired) this.add(required(field, 'claim or expression is required'));
    else if (expression !== '') {
      if (prefix !== null) this.add(invalidValue(`${field}.prefix`, prefix, 'may not be specified when expression is set'));
      return this.program(`${field}.expression`, expression, compileClaimMapping);
    } else if (claim !== '' && prefix === null)
      this.add(required(`${field}.prefix`, 'prefix is required when claim is set. It can be set to an empty string to disable prefixing'));
    return undefined;
  }

  uid(field: string, { claimMappings }: JwtAuthenticatorConfiguration): Program | undefined {
    const { claim, expression } = claimMappings.uid;
    if (claim !== '' && expression !== '') this.add(invalidValue(field, '', BOTH));
    return claim === '' && expression !== '' ? this.program(`${field}.expression`, expression, compileClaimMapping) : undefined;
  }

  extra(path: string, { claimMappings }: JwtAuthenticatorConfiguration): readonly ExtraExpression[] {
    const keys = new Set<string>();
    return (claimMappings.extra ?? []).flatMap(({ key, valueExpression }, at) => {
      const field = `${path}[${at}]`;
      this.add(...extraKeyErrors(`${field}.key`, key));
      if (keys.has(key)) {
        this.add(duplicate(`${field}.key`, key));
        return [];
      }
      keys.add(key);
      if (valueExpression === '') {
        this.add(required(`${field}.valueExpression`));
        return [];
      }
      const program = this.program(`${field}.valueExpression`, valueExpression, compileClaimMapping);
      return program === undefined ? [] : [{ key, program }];
    });
  }
}

/** `path` is that of the authenticator with a dot behind it, or empty. */
export function compileAuthenticator(
  path: string,
  configuration: JwtAuthenticatorConfiguration,
  disallowedIssuers: readonly string[],
): { readonly errors: readonly FieldError[]; readonly expressions: Expressions } {
  const { claimMappings } = configuration;
  const compilation = new Compilation();
  compilation.add(...issuerErrors(`${path}issuer.`, configuration.issuer, disallowedIssuers));
  const claimRules = compilation.claimRules(`${path}claimValidationRules`, configuration);
  const username = compilation.mapping(`${path}claimMappings.username`, claimMappings.username, true);
  const groups = compilation.mapping(`${path}claimMappings.groups`, claimMappings.groups, false);
  const uid = compilation.uid(`${path}claimMappings.uid`, configuration);
  const extra = compilation.extra(`${path}claimMappings.extra`, configuration);
  const email = username !== undefined && selectsField(username.tree, 'claims', 'email');
  const looking = [...(username === undefined ? [] : [username]), ...claimRules.map(({ program }) => program), ...extra.map(({ program }) => program)];
  if (email && !looking.some(({ tree }) => selectsField(tree, 'claims', 'email_verified')))
    compilation.add(invalidValue(`${path}claimMappings.username.expression`, claimMappings.username.expression, UNVERIFIED_EMAIL));
  const userRules = compilation.userRules(`${path}userValidationRules`, configuration);
  return {
    errors: compilation.errors,
    expressions: { ...(username && { username }), ...(groups && { groups }), ...(uid && { uid }), extra, claimRules, userRules },
  };
}
