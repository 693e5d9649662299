import { join } from 'node:path';
import { COLUMNS, type CorpusPart, PARTS, readCorpus, readMadeOn, readShapes } from './corpus.ts';
import { type Count, none, score } from './scoring.ts';

/**
 * Fills the corpus and counts what is found of it: values, whether they are told right and joined, whole snippets, and decoys that are flagged.
 * Usage: `npm run bench scan/score [SEEDS] [--made-on] [--failures] [--json]`. `--made-on` leaves the reported half alone: whoever makes rules must
 * not measure by it. `--failures` names what was missed of the parts on which the rules were made; of the reported half it never does. `--json` for
 * programs.
 */
const seeds = Number(process.argv.find((one) => /^\d+$/.test(one)) ?? 3);
const isJson = process.argv.includes('--json');
const tellsFailures = process.argv.includes('--failures');
const isMadeOn = process.argv.includes('--made-on');
const root = join(process.cwd(), 'bench', 'scan');
const shapes = readShapes(root);
const counts = Object.fromEntries(PARTS.map((part) => [part, none()])) as Record<CorpusPart, Count>;
const failures: string[] = [];

for (const snippet of isMadeOn ? readMadeOn(root) : readCorpus(root))
  for (let seed = 1; seed <= seeds; seed++)
    score(snippet, {
      shapes,
      seed: `seed ${seed}`,
      count: counts[snippet.part],
      say: (line) => {
        if (tellsFailures && snippet.part !== 'reported') failures.push(line);
      },
    });

const sumOf = (parts: readonly CorpusPart[]): Count => {
  const sum = none();
  for (const part of parts) for (const name of Object.keys(sum) as (keyof Count)[]) sum[name] += counts[part][name];
  return sum;
};
const columns = COLUMNS.map(([title, parts]) => ({ title, count: sumOf(parts) })).filter(
  ({ count }) => count.snippets + count.decoys > 0,
);
const share = (part: number, all: number): string =>
  `${((100 * part) / Math.max(1, all)).toFixed(1)} % (${part}/${all})`;
const cells = (title: string, all: readonly string[]): string =>
  `${title.padEnd(40)}${all.map((one) => one.padEnd(22)).join('')}`.trimEnd();
const row = (title: string, one: (count: Count) => string): string =>
  cells(
    title,
    columns.map(({ count }) => one(count)),
  );

if (isJson)
  console.log(JSON.stringify({ seeds, ...Object.fromEntries(PARTS.map((one) => [one, counts[one]])) }, undefined, 1));
else
  console.log(
    [
      ...failures,
      cells(
        `${seeds} seeds`,
        columns.map(({ title }) => title),
      ),
      row('values found', (count) => share(count.found, count.values)),
      row('  without passwords and memos', (count) => share(count.promisedFound, count.promised)),
      row('  of the found, the right part', (count) => share(count.rightPart, count.found)),
      row('  of the found, the right exchange', (count) => share(count.rightOwner, count.found)),
      row('credentials of several parts joined', (count) => share(count.joined, count.credentials)),
      row('snippets found whole', (count) => share(count.whole, count.snippets)),
      row('decoys flagged', (count) => share(count.flagged, count.decoys)),
    ].join('\n'),
  );
