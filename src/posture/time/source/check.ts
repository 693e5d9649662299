import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { ClockFacts } from '../facts.ts';
import { fixOf, rightBy, sourceText } from '../offset.ts';

const ABOUT = 'this host';

export const clockKept: Check<ClockFacts> = {
  id: 'TIME-03',
  severity: 'medium',
  title: 'something keeps the clock right',
  why: 'A clock that nobody sets wanders by seconds in a week, and is noticed when the exchange refuses a stop.',
  how: 'chronyc, ntpq and timedatectl are asked, and the mark that systemd-timesyncd leaves is not older than a day. A container borrows the clock of its host, and shows nothing of what keeps it.',
  fix: 'Install chrony (`apt-get install chrony`) or turn systemd-timesyncd on: `timedatectl set-ntp true`.',
  undo: '`timedatectl set-ntp false`, or `apt-get remove chrony`.',
  references: ['timedatectl(1)', 'chronyc(1)', 'systemd-timesyncd.service(8)'],
  boxes: [20],
  judge: (facts) =>
    whenSeen(ABOUT, facts.source, (source, by): readonly Finding[] => {
      const says = sourceText(source);
      const finding = { about: ABOUT, by, ...fixOf(facts.source) };
      if (source.isSynchronised === 'yes') return [{ ...finding, result: 'pass', says }];
      if (source.isContainer) {
        const right = rightBy(facts);
        if (right === undefined) return [{ ...finding, result: 'unknown', says }];
        return [{ ...finding, result: 'pass', confidence: 'likely', says: `${says}; by ${right} it is right now` }];
      }
      return [{ ...finding, result: source.isSynchronised === 'no' ? 'fail' : 'unknown', says }];
    }),
};
