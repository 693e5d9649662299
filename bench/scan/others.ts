import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { COLUMNS, type CorpusPart, fillSnippet, readCorpus, readShapes } from './corpus.ts';
import {
  betterleaks,
  type Cost,
  detectSecrets,
  gitleaks,
  keyward,
  kingfisher,
  type Reported,
  secretlint,
  type Tool,
  trufflehog,
} from './tools.ts';

/**
 * Runs Keyward and every other scanner that is on the path over the filled corpus, one after the other, and prints what each finds of it and what
 * it takes. Only lines are compared, for that is what all of them tell: a value is found where a report touches the lines that it stands on.
 * Usage: `npm run bench scan/others [SEEDS] [FOLDER]`; a folder, such as leaky-repo, is scanned besides, and what each reports of it is counted.
 */
const seeds = Number(process.argv.find((one) => /^\d+$/.test(one)) ?? 3);
const other = process.argv.slice(2).find((one) => !/^\d+$/.test(one));
const main = resolve(process.env['KEYWARD_MAIN'] ?? 'dist/cli/main.js');
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const all: readonly Tool[] = [
  keyward(main, version),
  gitleaks,
  betterleaks,
  trufflehog,
  kingfisher,
  detectSecrets,
  secretlint,
];

/** What stands in a file of the filled corpus. */
interface Expected {
  readonly part: CorpusPart;
  readonly isDecoy: boolean;
  /** The lines of each value, at each of its places. */
  readonly values: readonly (readonly (readonly [first: number, last: number])[])[];
}

function writeCorpus(folder: string): ReadonlyMap<string, Expected> {
  const source = resolve('bench/scan');
  const shapes = readShapes(source);
  const expected = new Map<string, Expected>();
  for (const snippet of readCorpus(source))
    for (let seed = 1; seed <= seeds; seed++) {
      const { text, values } = fillSnippet(snippet, shapes, `seed ${seed}`);
      const file = join(snippet.part, `${snippet.kind}-${seed}`, snippet.slug, snippet.path);
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
      const bytes = Buffer.from(text);
      const lineAt = (at: number): number => bytes.subarray(0, at).toString('latin1').split('\n').length;
      expected.set(file, {
        part: snippet.part,
        isDecoy: snippet.kind === 'decoy',
        values: values
          .filter(({ id }) => snippet.expects.includes(id))
          .map(({ spans }) => spans.map(({ start, end }) => [lineAt(start), lineAt(end)] as const)),
      });
    }
  return expected;
}

interface Score {
  values: number;
  found: number;
  decoys: number;
  flagged: number;
}

function groupedByFile(reported: readonly Reported[]): ReadonlyMap<string, readonly Reported[]> {
  const byFile = new Map<string, Reported[]>();
  for (const one of reported) byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
  return byFile;
}

function scoreOf(
  expected: ReadonlyMap<string, Expected>,
  reported: readonly Reported[],
  parts: readonly CorpusPart[],
): Score {
  const byFile = groupedByFile(reported);
  const score: Score = { values: 0, found: 0, decoys: 0, flagged: 0 };
  for (const [file, one] of expected) {
    if (!parts.includes(one.part)) continue;
    const told = byFile.get(file) ?? [];
    if (one.isDecoy) {
      score.decoys++;
      if (told.length > 0) score.flagged++;
      continue;
    }
    for (const places of one.values) {
      score.values++;
      if (places.some(([first, last]) => told.some((r) => r.firstLine <= last && r.lastLine >= first))) score.found++;
    }
  }
  return score;
}

const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
const cells = (one: readonly string[]): string => one.map((cell, at) => cell.padEnd(at === 0 ? 24 : 20)).join('');
const costOf = ({ wallS, cpuS, memoryMb }: Cost): string[] => [
  `${wallS.toFixed(1)} s`,
  `${cpuS.toFixed(1)} s`,
  `${Math.round(memoryMb)} MB`,
];

/** Of leaky-repo, whose list says how many lines of each file are a risk: the share that was reported, at most that many a file. */
function riskOf(folder: string, reported: readonly Reported[]): string[] {
  const places = `${new Set(reported.map(({ file, firstLine }) => `${file}:${firstLine}`)).size} lines`;
  const list = join(folder, '.leaky-meta', 'secrets.csv');
  if (!existsSync(list)) return [places, '', '', ''];
  const rows = [...readFileSync(list, 'utf8').matchAll(/^([^#,\n]+),(\d+),(\d+)$/gm)];
  const byFile = groupedByFile(reported);
  const linesOf = (file: string): number => new Set((byFile.get(file) ?? []).map(({ firstLine }) => firstLine)).size;
  const risks = rows.reduce((sum, [, , risk]) => sum + Number(risk), 0);
  const found = rows.reduce((sum, [, file = '', risk]) => sum + Math.min(Number(risk), linesOf(file)), 0);
  return [places, share(found, risks), '', ''];
}

const tools = all.flatMap((tool) => {
  const found = tool.version();
  if (found === undefined) console.log(`${tool.name} is not on the path: ${tool.install}`);
  return found === undefined ? [] : [{ tool, name: `${tool.name} ${found}` }];
});
const scratch = mkdtempSync(join(tmpdir(), 'keyward-bench-'));
try {
  const folder = join(scratch, 'corpus');
  const expected = writeCorpus(folder);
  console.log(`${expected.size} files`);
  const filled = new Set([...expected.values()].map(({ part }) => part));
  const columns = COLUMNS.filter(([, parts]) => parts.some((part) => filled.has(part)));
  const titles = columns.map(([title]) => title);
  console.log(cells(['', ...titles.map(() => 'found'), ...titles.map(() => 'decoys'), 'wall', 'CPU', 'memory']));
  console.log(cells(['', ...titles, ...titles]));
  for (const { tool, name } of tools) {
    const { reported, cost } = await tool.scan(folder, scratch);
    const scores = columns.map(([, parts]) => scoreOf(expected, reported, parts));
    const found = scores.map((one) => `${share(one.found, one.values)} (${one.found}/${one.values})`);
    const flagged = scores.map((one) => `${one.flagged}/${one.decoys}`);
    console.log(cells([name, ...found, ...flagged, ...costOf(cost)]));
  }
  if (other !== undefined) {
    console.log(`\n${basename(resolve(other))}: lines reported, and the share of its risks`);
    for (const { tool, name } of tools) {
      const { reported, cost } = await tool.scan(resolve(other), scratch);
      console.log(cells([name, ...riskOf(resolve(other), reported), ...costOf(cost)]));
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
