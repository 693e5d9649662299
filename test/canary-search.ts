import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formsOf } from './canary-forms.ts';

export interface RecordedSecret {
  readonly test: string;
  /** Base64. */
  readonly bytes: string;
}

export interface RecordedOutput extends RecordedSecret {
  readonly name: string;
}

interface Needle {
  readonly bytes: Buffer;
  readonly form: string;
  readonly test: string;
}

const BITS = 20;

/**
 * What is wrong with a run: a line for each secret that stands in an output, without the secret itself. When the whole suite ran,
 * a run without secrets or without outputs is wrong as well: then nothing was looked for.
 */
export function canaryFaults(folder: string, isWhole: boolean): string[] {
  const secrets = readRecords<RecordedSecret>(folder, 'secrets');
  const outputs = readRecords<RecordedOutput>(folder, 'outputs');
  const empty = [
    ...(isWhole && secrets.length === 0 ? ['no test recorded a secret (recordSecret of test/canary.ts)'] : []),
    ...(isWhole && outputs.length === 0 ? ['no test recorded an output (recordOutput of test/canary.ts)'] : []),
  ];
  const search = searcher(secrets);
  const leaks = outputs.flatMap((output) =>
    search(Buffer.from(output.bytes, 'base64')).map(
      ({ form, test }) => `"${output.name}" of ${output.test} holds a secret of ${test} (${form})`,
    ),
  );
  return [...empty, ...new Set(leaks)];
}

function readRecords<T>(folder: string, kind: string): T[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}-`))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Finds the needles in a text in one pass, however many there are: a bit per hash of four bytes, then a look at the candidates. */
function searcher(secrets: readonly RecordedSecret[]): (text: Buffer) => Needle[] {
  const byStart = new Map<number, Needle[]>();
  const bits = new Uint8Array(1 << BITS);
  const known = new Set<string>();
  for (const { bytes: base64, test } of secrets) {
    if (known.has(base64)) continue;
    known.add(base64);
    for (const [form, bytes] of formsOf(Buffer.from(base64, 'base64'))) {
      const start = bytes.readUInt32BE(0);
      byStart.set(start, [...(byStart.get(start) ?? []), { bytes, form, test }]);
      bits[slot(start)] = 1;
    }
  }
  return (text) => {
    const found: Needle[] = [];
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      start = ((start << 8) | (text[at] as number)) >>> 0;
      if (at < 3 || bits[slot(start)] === 0) continue;
      const matches = (byStart.get(start) ?? []).filter(({ bytes }) =>
        bytes.equals(text.subarray(at - 3, at - 3 + bytes.length)),
      );
      found.push(...matches);
    }
    return found;
  };
}

function slot(start: number): number {
  return Math.imul(start, 0x9e3779b1) >>> (32 - BITS);
}
