import { type Family, unseen } from '../check.ts';
import type { ClockFacts } from './facts.ts';
import { withinSecond } from './second/check.ts';
import { clockKept } from './source/check.ts';
import { clockTrend } from './trend/check.ts';
import { withinWindow } from './window/check.ts';

export const time: Family<ClockFacts> = {
  name: 'TIME',
  title: 'The clock',
  checks: [withinWindow, withinSecond, clockKept, clockTrend],
  blind: (reason) => ({
    venues: unseen('the time calls of the exchanges', reason),
    source: unseen('timedatectl show', reason),
    drift: unseen('clock.json', reason),
  }),
};
