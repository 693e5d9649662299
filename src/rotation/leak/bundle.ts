import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { htmlOf, KeywardError, makePrivateFolder, markdownOf, plainJson, writeFileDurably } from '../../core/index.ts';
import { cleaningsOf } from './cleaning.ts';
import { collaboratorsLetter, policeLetter, supportLetter } from './letters.ts';
import { Seeker } from './needles.ts';
import type { LeakPlan } from './plan.ts';
import { reportBlocks, titleOf } from './report.ts';

/** More files of the evidence, by name: what the journal says, as it stands there. */
export type Evidence = Readonly<Record<string, string>>;

/**
 * Writes report, letters and evidence, with the SHA-256 of each file in `SHA256SUMS` (`sha256sum -c` reads it). Gives the names. Throws `internal`
 * where a file would hold a value of the credential: then nothing is written.
 */
export function writeBundle(plan: LeakPlan, evidence: Evidence): string[] {
  const files = filesOf(plan, evidence);
  const seeker = plan.needles && new Seeker(plan.needles);
  for (const [name, text] of files) {
    if (seeker?.find(Buffer.from(text, 'utf8')).some(({ needle }) => needle.part === 'secret'))
      throw new KeywardError('internal', `${name} would hold the secret, so no report was written`);
  }
  makePrivateFolder(plan.folder);
  for (const [name, text] of files) writeFileDurably(join(plan.folder, name), text);
  const sums = files.map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`);
  writeFileDurably(join(plan.folder, 'SHA256SUMS'), sums.join(''));
  return [...files.map(([name]) => name), 'SHA256SUMS'];
}

function filesOf(plan: LeakPlan, evidence: Evidence): [name: string, text: string][] {
  const { needles: _needles, ...told } = plan;
  const blocks = reportBlocks(plan);
  const title = titleOf(plan);
  const letter = collaboratorsLetter(plan);
  const shell = plan.places ? cleaningsOf(plan.places) : [];
  return [
    ['report.md', markdownOf(title, blocks)],
    ['report.html', htmlOf(title, blocks)],
    ['incident.json', `${plainJson(JSON.stringify(told, null, 2))}\n`],
    ['support.txt', supportLetter(plan)],
    ['police.txt', policeLetter(plan)],
    ...(letter === undefined ? [] : [['collaborators.txt', letter] as [string, string]]),
    ...(shell.length === 0
      ? []
      : [['cleaning.json', `${plainJson(JSON.stringify(shell, null, 2))}\n`] as [string, string]]),
    ...Object.entries(evidence).map(([name, text]): [string, string] => [name, plainJson(text)]),
  ];
}
