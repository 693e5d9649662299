import type { Check } from '../../check.ts';
import type { ClockFacts } from '../facts.ts';
import { fixOf, judgeOffsets, SECOND_MS } from '../offset.ts';

export const withinSecond: Check<ClockFacts> = {
  id: 'TIME-02',
  severity: 'high',
  title: 'the clock is within a second of the exchange',
  why: 'Some exchanges refuse what is a second ahead of them, and what is written down cannot be held against their records.',
  how: 'The time that the exchange tells against this clock, twice, less the way there and back. Exchanges that tell whole seconds leave half a second open.',
  fix: 'Let chrony or systemd-timesyncd keep the clock: `timedatectl set-ntp true`; `keyward doctor clock` says more.',
  undo: '`timedatectl set-ntp false` leaves the clock alone again.',
  references: ['timedatectl(1)', 'https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md'],
  boxes: [20],
  judge: (facts) => judgeOffsets(facts, () => SECOND_MS).map((one) => ({ ...one, ...fixOf(facts.source) })),
};
