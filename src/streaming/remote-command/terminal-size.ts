/** The stream on which a client says how large its terminal is: objects of JSON, one after the other. After client-go/tools/remotecommand/resize.go. */
import type { Readable } from 'node:stream';

export interface TerminalSize {
  readonly width: number;
  readonly height: number;
}

const LONGEST = 4096;

export function onSizes(stream: Readable, listener: (size: TerminalSize) => void): void {
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    for (let end = text.indexOf('}'); end !== -1; end = text.indexOf('}')) {
      const size = sizeOf(text.slice(0, end + 1));
      if (size !== undefined) listener(size);
      text = text.slice(end + 1);
    }
    if (text.length > LONGEST) text = '';
  });
}

function sizeOf(text: string): TerminalSize | undefined {
  try {
    const { Width: width, Height: height } = JSON.parse(text) as { readonly Width?: unknown; readonly Height?: unknown };
    return typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined;
  } catch {
    return undefined;
  }
}

export const writtenSize = ({ width, height }: TerminalSize): string => JSON.stringify({ Width: width, Height: height });
