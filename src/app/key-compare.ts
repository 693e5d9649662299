import type { Snapshot } from '../audit/index.ts';
import { accountDigest, isPassing, type KeyReport, type Unclear } from '../exchanges/index.ts';
import type { NotSwitched } from '../gateway/index.ts';
import type { KeyHistory } from './key-history.ts';

/** What is known of a key that is offered in the place of one in use, and of that one. */
export interface Compared {
  readonly exchange: string;
  readonly told: KeyReport;
  readonly before: KeyReport | Unclear;
  /** Of the one in use. */
  readonly fingerprint: string;
  readonly history: Pick<KeyHistory, 'audits' | 'lastFingerprint'>;
  /** Whether its owner has said in writing that the offered one may withdraw, or have no IP list. */
  readonly mayWithdraw: boolean;
  readonly mayBeOpen: boolean;
}

/**
 * Why a key that is more than the one in use, or of another account, is not taken, where the exchange tells: whoever can write the place of a
 * key would have the bots trade for himself. The one in use may be dead already; then the last audit counts. A key that can do less is taken.
 */
export function whyNot(compared: Compared): NotSwitched | undefined {
  const { exchange, told, before, fingerprint, history } = compared;
  const { audits, lastFingerprint = '' } = history;
  const last = audits.get(fingerprint);
  const account = accountDigest(exchange, told);
  const known =
    ('unclear' in before ? undefined : accountDigest(exchange, before)) ??
    last?.account ??
    audits.get(lastFingerprint)?.account;
  // There is nothing to compare with yet, and a moment later there may be; a key that is dead never tells.
  if (known === undefined && 'unclear' in before && isPassing(before) && !(last && account === undefined)) {
    const why = `${before.cause}: ${before.message}`;
    return { reason: `the exchange did not say what the key in use can do (${why})`, isPassing: true };
  }
  if (known !== undefined && account === undefined)
    return { reason: 'the exchange did not say whose key it is', isPassing: true };
  if (known !== undefined && known !== account) {
    const reason = 'it is a key of another account; if that is meant, stop Keyward and start it again';
    return { reason, isPassing: false };
  }
  return broader(compared, 'unclear' in before ? last : before);
}

function broader(
  { told: { rights, ipRestricted }, mayWithdraw, mayBeOpen }: Compared,
  was: Pick<Snapshot, 'rights' | 'ipRestricted'> | undefined,
): NotSwitched | undefined {
  if (rights.withdraw === 'yes' && !mayWithdraw)
    return { reason: 'the exchange says that this key can withdraw', isPassing: false };
  if (rights.withdraw === 'unknown' && was?.rights['withdraw'] === 'no' && !mayWithdraw) {
    const reason = 'the exchange did not say whether it can withdraw, and the one in use cannot';
    return { reason, isPassing: true };
  }
  if (ipRestricted === 'no' && was?.ipRestricted === 'yes' && !mayBeOpen)
    return { reason: 'it works from any address, and the one in use does not', isPassing: false };
  return undefined;
}
