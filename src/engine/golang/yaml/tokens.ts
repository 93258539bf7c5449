/** The tokens of YAML. After go.yaml.in/yaml/v2 yamlh.go. */
import type { Mark } from './cursor';

export type TokenType =
  | 'stream-end'
  | 'version-directive'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly type: TokenType;
  readonly start: Mark;
  /** Of a scalar its text, of an anchor its name, of a tag or a directive of one its handle. */
  readonly value: string;
  /** Of a tag what follows the handle, of a directive what the handle stands for. */
  readonly suffix: string;
  readonly plain: boolean;
}

export const token = (type: TokenType, start: Mark, rest: Partial<Token> = {}): Token => ({ type, start, value: '', suffix: '', plain: false, ...rest });
