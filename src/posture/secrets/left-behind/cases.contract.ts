import { type Cases, seen } from '../../check.ts';
import { type SecretsFacts, type Trace, traceKinds } from '../facts.ts';
import { factsOf, secretOf } from '../made.contract.ts';

const of = (...traces: readonly Trace[]): SecretsFacts =>
  factsOf({ traces: seen('a scan', { read: traces.length + 1, traces, gaps: [] }) });

export const cases: Cases<SecretsFacts> = {
  good: {
    'histories without a secret': of(),
    'a key that is dead': of({
      path: '/srv/grid/logs/bot.log',
      kind: 'log',
      secrets: [secretOf({ deadSince: '2026-10-01' })],
    }),
  },
  bad: Object.fromEntries(
    traceKinds.map((kind) => [
      `a secret in a ${kind}`,
      of({ path: `/srv/grid/a-${kind}`, kind, secrets: kind === 'core' ? [] : [secretOf()] }),
    ]),
  ),
  near: {
    'a log that was not read': factsOf({
      traces: seen('a scan', { read: 0, traces: [], gaps: [{ about: '/srv/grid/bot.log.zst', why: 'it is packed' }] }),
    }),
    'nothing to read': factsOf({ traces: seen('a scan', { read: 0, traces: [], gaps: [] }) }),
  },
};
