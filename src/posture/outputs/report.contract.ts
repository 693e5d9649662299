import { type Check, type Finding, severities } from '../check.ts';
import { judgeAll, type Report, reportOf } from '../report.ts';
import type { Word } from '../words.ts';

export const NOW_MS = Date.parse('2026-11-22T12:00:00Z');

/** One finding of a check that is made for it. */
export interface Given extends Partial<Finding> {
  readonly id?: string;
  readonly title?: string;
  readonly word?: Word['kind'];
}

/** A report of these findings, each by a check of its own that says what the finding says. */
export function reportWith(given: readonly Given[], more: Partial<Report> = {}): Report {
  const checks = given.map(
    ({ id, title, word: _word, ...found }, at): Check<never> => ({
      id: id ?? `HOST-${String(at + 1).padStart(2, '0')}`,
      severity: severities[at % severities.length]!,
      title: title ?? 'root does not log in over SSH',
      why: 'Whoever guesses the one password has the host.',
      how: 'sshd -T is asked as root.',
      fix: 'write PermitRootLogin no into /etc/ssh/sshd_config.d/10-keyward.conf, then: systemctl reload ssh',
      undo: 'remove the file again',
      references: ['sshd_config(5)', 'https://www.debian.org/doc/'],
      boxes: [29],
      judge: () => [{ result: 'fail', about: 'sshd', says: 'it says yes', by: 'sshd -T', ...found }],
    }),
  );
  const words = given.flatMap(({ word, about }, at): Word[] => {
    if (word === undefined) return [];
    const [id, untilMs] = [checks[at]!.id, NOW_MS + 86_400_000];
    const covers = [{ about: about ?? 'sshd', result: 'fail', severity: 'critical', saw: ['seen'] }] as const;
    return [{ kind: word, id, covers, why: 'moves next week', who: 'ann', atMs: NOW_MS - 1, untilMs }];
  });
  const looked = checks.map((check) => ({
    family: { name: check.id.split('-')[0]!, title: 'the host', checks: [check], blind: () => undefined },
    facts: undefined,
  }));
  const report = reportOf(judgeAll(looked, { words, nowMs: NOW_MS, digestOf: () => 'seen' }), {
    atMs: NOW_MS,
    version: '1.2.3',
    notes: [],
  });
  return { ...report, ...more };
}
