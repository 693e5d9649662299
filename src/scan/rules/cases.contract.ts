import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text as a template, and the ids of the values that must be found in it; none where nothing may be. */
export interface Case {
  readonly path: string;
  readonly expects: readonly string[];
  readonly template: string;
}

/** Reads cases: each begins with a line `=== path | ids`; what stands above the first says what they are. */
export function readCases(file: string): Case[] {
  return readFileSync(file, 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((one) => {
      const [head = '', ...lines] = one.split('\n');
      const [path = '', ids = ''] = head.split(' | ');
      return { path: path.trim(), expects: ids.split(' ').filter((id) => id !== ''), template: lines.join('\n') };
    });
}

/** What each secret is filled with, by provider. */
export function readShapes(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const file = join(import.meta.dirname, '../../../bench/scan/corpus/placeholders.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { values: Record<string, Record<string, string>> }).values;
}

/** The forms of `forms.txt` for one exchange. */
export function formsOf(exchange: string, hasPassphrase: boolean): Case[] {
  return namedFor(exchange, readCases(join(import.meta.dirname, 'forms.txt'))).map(({ path, expects, template }) => ({
    path,
    expects: expects.filter((id) => hasPassphrase || id !== 'passphrase'),
    template: template.replace(/^~(.*\n)/gm, hasPassphrase ? '$1' : ''),
  }));
}

/** The texts of `harmless.txt` for one exchange. */
export const harmlessOf = (exchange: string): Case[] =>
  namedFor(exchange, readCases(join(import.meta.dirname, 'harmless.txt')));

function namedFor(exchange: string, cases: readonly Case[]): Case[] {
  const capital = `${exchange[0]!.toUpperCase()}${exchange.slice(1)}`;
  const named = (text: string): string =>
    text.replaceAll('{x}', exchange).replaceAll('{X}', exchange.toUpperCase()).replaceAll('{C}', capital);
  return cases.map((one) => ({ ...one, path: named(one.path), template: named(one.template) }));
}
