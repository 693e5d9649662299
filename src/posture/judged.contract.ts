import type { Check, Finding, Severity } from './check.ts';
import type { AnyFamily } from './families.ts';
import { judgeAll, reportOf } from './report.ts';
import type { Word } from './words.ts';

export const DAY_MS = 86_400_000;
export const NOW = Date.parse('2026-11-23T12:00:00Z');

export interface Given {
  readonly id: string;
  readonly severity?: Severity;
  readonly isAttestable?: true;
  readonly found: readonly Partial<Finding>[] | Error;
}

/** A family of these checks, whose findings are given. */
export function looked(...given: readonly Given[]): { family: AnyFamily; facts: unknown } {
  const checks = given.map(
    ({ id, severity = 'high', isAttestable, found }): Check<never> => ({
      id,
      severity,
      title: 'it is so',
      why: 'because',
      how: 'by looking',
      fix: 'mend it',
      undo: 'unmend it',
      references: [],
      boxes: [1],
      ...(isAttestable ? { isAttestable } : {}),
      judge: () => {
        if (found instanceof Error) throw found;
        return found.map((one) => ({ result: 'pass', about: 'it', says: 'seen', by: 'eye', ...one }));
      },
    }),
  );
  return { family: { name: given[0]!.id.slice(0, -3), title: 'x', checks, blind: () => undefined }, facts: undefined };
}

export const judge = (given: readonly Given[], words: readonly Word[] = []) =>
  judgeAll(
    given.map((one) => looked(one)),
    { words, nowMs: NOW, digestOf: () => 'seen' },
  );
/** With digests that tell things apart. */
export const judgeSeen = (found: readonly Partial<Finding>[], words: readonly Word[] = []) =>
  judgeAll([looked({ id: 'SEC-01', severity: 'critical', found })], {
    words,
    nowMs: NOW,
    digestOf: (text) => text,
  })[0]!;
/** A waiver of what is found, as `keyward waive` makes it. */
export const waiverOf = (found: readonly Partial<Finding>[]): Word =>
  word({
    id: 'SEC-01',
    covers: judgeSeen(found).findings.map(({ about, result, severity, saw }) => ({ about, result, severity, saw })),
  });
export const HERE = { settings: '/srv/keyward.yaml', folder: '/srv' };
export const report = (given: readonly Given[], words: readonly Word[] = []) => {
  const whole = reportOf(judge(given, words), { atMs: NOW, version: '1', notes: [] });
  return { ...whole, score: whole.score! };
};
export const word = (more: Partial<Word>): Word => ({
  kind: 'waive',
  id: 'HOST-01',
  covers: ['it', 'a', 'binance'].map((about) => ({ about, result: 'fail', severity: 'critical', saw: ['seen'] })),
  why: 'moving',
  who: 'ann',
  atMs: NOW - DAY_MS,
  untilMs: NOW + DAY_MS,
  ...more,
});
