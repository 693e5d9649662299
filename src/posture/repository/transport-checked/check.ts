import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import type { CodeFault } from '../code-faults.ts';
import type { RepositoryFacts, RepositorySight, TreeFile } from '../facts.ts';
import { ofEach, orPass } from '../judged.ts';

export const transportChecked: Check<RepositoryFacts> = {
  id: 'REPO-05',
  severity: 'high',
  title: 'the code checks certificates, and talks to exchanges over TLS alone',
  why: 'Without the check anybody on the way answers as the exchange, reads each signed request and can send it again; over http they need not even do that.',
  how: 'Lines of code and settings that git has or would add are read for what switches the check off (verify=False, rejectUnauthorized, NODE_TLS_REJECT_UNAUTHORIZED, curl -k and the like) and for http:// and ws:// addresses of exchanges and APIs. Comments, tests, examples, documents, this machine and networks at home are passed by, and so is what came with a program that was cloned and not changed. What a library does inside is not seen.',
  fix: 'take the line out; a certificate of an own authority is named instead (verify="ca.pem", NODE_EXTRA_CA_CERTS=ca.pem, curl --cacert ca.pem)',
  undo: 'write the line again',
  references: [
    'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue',
    'https://docs.python.org/3/library/ssl.html#security-considerations',
    'curl(1)',
  ],
  boxes: [],
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
              fix: `grep -rnE 'verify *= *False|rejectUnauthorized|http://api' ${shellWord(one.top)}`,
            },
          ]
        : []),
    ],
    ({ read }) => `${read} files were read, and each leaves the checks of TLS on`,
  );

function ofFile({ path, faults }: TreeFile, { top }: RepositorySight, by: string): readonly Finding[] {
  const bad = faults.filter(({ kind }) => kind === 'no-tls-check' || kind === 'plain-http');
  if (bad.length === 0) return [];
  return [
    {
      result: 'fail',
      about: `${top}/${path}`,
      says: toldFaults(bad),
      by,
      confidence: 'likely',
      places: bad.map(({ line }) => ({ file: `${top}/${path}`, line })),
    },
  ];
}

const MOST_TOLD = 3;

function toldFaults(faults: readonly CodeFault[]): string {
  const told = faults
    .slice(0, MOST_TOLD)
    .map(({ kind, word, line }) =>
      kind === 'plain-http'
        ? `line ${line} talks to ${word} in the clear`
        : `line ${line} switches the check of certificates off (${word})`,
    );
  const more = faults.length - told.length;
  return `${told.join(', ')}${more > 0 ? `, and ${more} more of the kind` : ''}`;
}
