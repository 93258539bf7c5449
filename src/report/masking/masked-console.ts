/** Masks what this process prints, from every source: the runner, a step, a library. In GitHub Actions it cannot be a command either. */
import type { Masker } from './masker';

/**
 * GitHub Actions takes a line that begins with `::`, and `##[` anywhere, for a command, in any output: what a scenario or a server says must not be one.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
const harmlessLine = (line: string): string => (line.trimStart().startsWith('::') ? line.replace('::', ': :') : line);

const withoutCommands = (text: string): string =>
  text
    .split(/(?<=[\r\n])/)
    .map(harmlessLine)
    .join('')
    .replaceAll('##[', '## [');

type Write = typeof process.stdout.write;

/** Returns the function that ends it. */
export function maskConsole(masker: Masker, environment: NodeJS.ProcessEnv = process.env): () => void {
  const harmless = environment['GITHUB_ACTIONS'] === 'true' ? withoutCommands : (text: string): string => text;
  const ends = [process.stdout, process.stderr].map((stream) => {
    const write: Write = stream.write.bind(stream);
    const masked = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      const hidden = harmless(masker.text(text));
      return (write as (chunk: string | Uint8Array, ...rest: readonly unknown[]) => boolean)(hidden === text ? chunk : hidden, ...rest);
    };
    stream.write = masked as Write;
    return () => {
      stream.write = write;
    };
  });
  return () => ends.forEach((end) => end());
}
