import type { Cases } from '../../check.ts';
import { audited, DAY_MS, NOW_MS, only, report } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

const { createdMs: _createdMs, ...unborn } = report;

export const ageCases: Cases<KeyFacts> = {
  good: {
    'a week': audited(),
    'on the thirtieth day': audited({ report: { createdMs: NOW_MS - 30 * DAY_MS } }),
    'a reader of two months': audited({ report: { createdMs: NOW_MS - 60 * DAY_MS, rights: only('read') } }),
  },
  bad: {
    'a trading key of two months': audited({ report: { createdMs: NOW_MS - 60 * DAY_MS } }),
    'somebody who held it has left': audited({
      holders: ['alice'],
      events: [{ event: 'member-left', who: 'alice', atMs: NOW_MS - DAY_MS }],
      addedMs: NOW_MS - 7 * DAY_MS,
    }),
    'its replacing waits': audited({
      replacing: {
        startedMs: NOW_MS - DAY_MS,
        step: 'revoke',
        way: 'guided',
        isGrace: false,
        isUndone: false,
        events: [],
      },
    }),
    'known for longer than it may be old': audited({
      told: { kind: 'report', report: unborn },
      seenMs: NOW_MS - 60 * DAY_MS,
    }),
  },
  near: {
    'nobody tells when it was made': audited({ told: { kind: 'report', report: unborn } }),
    'known for a week, and maybe older': audited({
      told: { kind: 'report', report: unborn },
      seenMs: NOW_MS - 7 * DAY_MS,
    }),
    'an event from before it came': audited({
      events: [{ event: 'new-host', atMs: NOW_MS - 20 * DAY_MS }],
    }),
  },
};
