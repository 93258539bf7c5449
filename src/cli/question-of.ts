/** The question that the arguments of a command ask. */
import type { Question } from '../analysis/question';
import type { QuestionOptions } from './policy-options';

export const questionOf = (verb: string, type: string, name: string | undefined, namespace: string, { subresource }: QuestionOptions): Question => ({
  verb,
  resource: type,
  namespace,
  ...(name !== undefined && { name }),
  ...(subresource !== undefined && { subresource }),
});
