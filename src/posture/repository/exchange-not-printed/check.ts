import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import type { RepositoryFacts, RepositorySight, TreeFile } from '../facts.ts';
import { ofEach, orPass } from '../judged.ts';

export const exchangeNotPrinted: Check<RepositoryFacts> = {
  id: 'REPO-06',
  severity: 'medium',
  title: 'the code neither prints the exchange object nor turns its verbose mode on',
  why: 'The exchange object of ccxt and of the SDKs holds key and secret, and prints them; the verbose mode of ccxt prints the key and each signed request. From there they go into logs, and with logs into bug reports.',
  how: 'Lines of code and settings that git has or would add are read for verbose=True beside an exchange, and for prints of an object that is called exchange or client. What another name has is not seen.',
  fix: 'take the line out, or print one field: exchange.id. keyward run -- BOT masks what a bot prints',
  undo: 'write the line again',
  references: ['https://docs.ccxt.com/#/README?id=verbose-mode'],
  boxes: [12],
  judge: (facts) => ofEach(facts, ofRepository),
};

const ofRepository = (one: RepositorySight): readonly Finding[] =>
  orPass(
    `repository ${one.top}`,
    one.tree,
    ({ files, gaps }, by) => [
      ...files.flatMap((file) => ofFile(file, one, by)),
      ...(gaps.length > 0
        ? [
            {
              result: 'unknown' as const,
              about: `repository ${one.top}`,
              says: 'not all of its files were read',
              by,
              fix: `grep -rnE 'verbose|print\\(.*exchange' ${shellWord(one.top)}`,
            },
          ]
        : []),
    ],
    ({ read }) => `${read} files were read, and none prints its exchange object`,
  );

function ofFile({ path, faults }: TreeFile, { top }: RepositorySight, by: string): readonly Finding[] {
  const bad = faults.filter(({ kind }) => kind === 'verbose' || kind === 'prints-exchange');
  if (bad.length === 0) return [];
  const [first] = bad;
  const told =
    first!.kind === 'verbose'
      ? 'turns the verbose mode of the exchange on'
      : `prints the exchange object (${first!.word})`;
  return [
    {
      result: 'fail',
      about: `${top}/${path}`,
      says: `line ${first!.line} ${told}${bad.length > 1 ? `, and ${bad.length - 1} more of the kind` : ''}`,
      by,
      confidence: 'likely',
      places: bad.map(({ line }) => ({ file: `${top}/${path}`, line })),
    },
  ];
}
