/** Writes reports/cucumber.html and reports/junit.xml of a run. */
import { createWriteStream, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { CucumberHtmlStream } from '@cucumber/html-formatter';
import { JUnitXmlPrinter } from '@cucumber/junit-xml-formatter';
import type { Envelope } from '@cucumber/messages';

export async function writeHtml(file: string, envelopes: readonly Envelope[]): Promise<void> {
  await pipeline(Readable.from(envelopes), new CucumberHtmlStream(), createWriteStream(file));
}

export function writeJunit(file: string, envelopes: readonly Envelope[]): void {
  const chunks: string[] = [];
  const printer = new JUnitXmlPrinter({ suiteName: 'cukernetes' }, (chunk) => chunks.push(chunk));
  envelopes.forEach((envelope) => printer.update(envelope));
  writeFileSync(file, chunks.join(''));
}
