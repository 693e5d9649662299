import { type Cases, unseen } from '../../check.ts';
import { clocks, off, shared, silent, source } from '../clocks.contract.ts';
import type { ClockFacts } from '../facts.ts';

const inside = {
  kind: 'unknown',
  isSynchronised: 'unknown',
  isContainer: true,
  evidence: ['this is a container'],
} as const;
const nothing = {
  kind: 'none',
  isSynchronised: 'no',
  evidence: ['timedatectl: network time off, clock not synchronised'],
} as const;

export const sourceCases: Cases<ClockFacts> = {
  good: {
    chrony: clocks(),
    'systemd-timesyncd': source({ kind: 'timesyncd' }),
    'a container whose borrowed clock an exchange shows to be right': source(inside),
    'a container that says that nothing keeps its clock, and is right': source({ ...nothing, isContainer: true }),
  },
  bad: {
    'nothing keeps it': source(nothing),
    'nothing keeps it, and it is right now': source(nothing, [off(0)]),
    'chrony runs and follows nobody': source({
      kind: 'chrony',
      isSynchronised: 'no',
      evidence: ['chronyc: not synchronised'],
    }),
  },
  near: {
    'a container, and no exchange was reached': source(inside, [silent]),
    'a container, and only the practice exchange': source(inside, [shared]),
    'a container whose clock is off, which another finding tells': source(inside, [off(2_000)]),
    'nothing can be seen': source({ kind: 'unknown', isSynchronised: 'unknown', evidence: [] }),
    'nobody could look': clocks({ source: unseen('timedatectl show', 'it took too long') }),
  },
};
