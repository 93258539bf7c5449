/**
 * GitHub Actions takes a line that begins with `::`, and `##[` anywhere, for a command, in any output: what a scenario or a server says
 * must not be one. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
const harmlessLine = (line: string): string => (line.trimStart().startsWith('::') ? line.replace('::', ': :') : line);

export const withoutCommands = (text: string): string =>
  text
    .split(/(?<=[\r\n])/)
    .map(harmlessLine)
    .join('')
    .replaceAll('##[', '## [');
