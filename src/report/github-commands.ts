/**
 * GitHub Actions takes a line that begins with `::`, and `##[` anywhere, for a command, whoever printed it: what a scenario or a server says
 * must not be one. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
const COMMAND = /^([^\S\r\n]*):(?=:)/gm;

export const withoutCommands = (text: string): string => text.replace(COMMAND, '$1: ').replaceAll('##[', '## [');
