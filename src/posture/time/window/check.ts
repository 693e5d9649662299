import type { Check } from '../../check.ts';
import type { ClockFacts } from '../facts.ts';
import { fixOf, judgeOffsets } from '../offset.ts';

export const withinWindow: Check<ClockFacts> = {
  id: 'TIME-01',
  severity: 'critical',
  title: 'the clock is well within the time that the exchange allows',
  why: 'An exchange refuses requests that look too old or too new, cancels and closing orders included: the bot is deaf while the market moves.',
  how: 'The time that the exchange tells against this clock, twice, less the way there and back; the limit is half of the window with which Keyward signs (recvWindow), and half of 5 s where none is documented.',
  fix: 'Let chrony or systemd-timesyncd keep the clock: `timedatectl set-ntp true`; `keyward doctor clock` says more.',
  undo: '`timedatectl set-ntp false` leaves the clock alone again.',
  references: ['timedatectl(1)', 'https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md'],
  boxes: [20],
  judge: (facts) =>
    judgeOffsets(facts, ({ windowMs }) => windowMs / 2).map((one) => ({ ...one, ...fixOf(facts.source) })),
};
