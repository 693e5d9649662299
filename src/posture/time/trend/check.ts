import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { ClockFacts } from '../facts.ts';
import { SECOND_MS } from '../offset.ts';

const ABOUT = 'this host';
const WEEK_DAYS = 7;

export const clockTrend: Check<ClockFacts> = {
  id: 'TIME-04',
  severity: 'medium',
  title: 'the clock does not wander by a second in a week',
  why: 'A clock that drifts is right today and refused next week; the trend is seen before the refusal is.',
  how: 'The readings that `keyward up` and `keyward doctor clock` keep in clock.json, over the longest time of a week, and those of now. Readings that are close together tell little.',
  fix: 'Let chrony or systemd-timesyncd keep the clock: `timedatectl set-ntp true`; run `keyward doctor clock` on two days for readings.',
  undo: '`timedatectl set-ntp false` leaves the clock alone again.',
  references: ['timedatectl(1)', 'chronyc(1)'],
  boxes: [20],
  judge: ({ drift, venues }) => {
    const isNeeded = 'unseen' in venues || venues.seen.some(({ isPractice }) => !isPractice);
    if (!isNeeded)
      return [
        {
          result: 'not-applicable',
          about: ABOUT,
          says: 'no key of a real exchange stands in the settings',
          by: drift.by,
        },
      ];
    return whenSeen(ABOUT, drift, ({ msPerDay, errorMsPerDay, since, by: against }, by): readonly Finding[] => {
      const speed = Math.round(Math.abs(msPerDay));
      const way = speed === 0 ? '0 ms a day' : `${speed} ms a day ${msPerDay < 0 ? 'slow' : 'fast'}`;
      const says = `it runs ${way} (within ${Math.ceil(errorMsPerDay)} ms) against ${against} since ${since.slice(0, 16)}Z`;
      const finding = { about: ABOUT, by };
      if ((Math.abs(msPerDay) - errorMsPerDay) * WEEK_DAYS > SECOND_MS) return [{ ...finding, result: 'warn', says }];
      const isFine = (Math.abs(msPerDay) + errorMsPerDay) * WEEK_DAYS <= SECOND_MS;
      if (isFine) return [{ ...finding, result: 'pass', says }];
      return [{ ...finding, result: 'unknown', says: `${says}, which is too rough to tell` }];
    });
  },
};
