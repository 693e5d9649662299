import { eventsSince, type Replacing } from '../audit/index.ts';
import type { KeySettings } from '../config/index.ts';
import type { Clock } from '../core/index.ts';
import { steps } from '../rotation/index.ts';
import type { KeyHistory } from './key-history.ts';

/** The plan that is under way, with what has happened to the key that it replaces. `inUse`: the fingerprint of the credential in use. */
export function replacingOf(
  history: KeyHistory,
  inUse: string | undefined,
  { rotate }: Pick<KeySettings, 'rotate'>,
  clock: Clock,
): { readonly replacing?: Replacing } {
  const { underWay } = history;
  if (!underWay) return {};
  const { startedMs, step, old, provenMs } = underWay;
  const graceMs = rotate.graceMinutes * 60_000;
  const isSwitched = steps.indexOf(step) > steps.indexOf('switch');
  return {
    replacing: {
      startedMs,
      step,
      way: rotate.by === undefined ? 'guided' : 'api',
      ...(old === undefined ? {} : { old }),
      isGrace: step === 'revoke' && provenMs !== undefined && clock.nowMs() < provenMs + graceMs,
      isUndone: isSwitched && old !== undefined && inUse === old,
      events: eventsSince(history.events, history.lifeOf(old)),
    },
  };
}
