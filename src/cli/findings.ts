import type { Finding } from '../app/index.ts';

type Severity = Finding['severity'];

/** What a finding of the key audit means, for whoever reads its id. */
export interface FindingText {
  readonly title: string;
  readonly means: string;
  /** What to do, in a sentence. */
  readonly fix: string;
  /** How bad it can be, worst first. */
  readonly severities: readonly Severity[];
  /** What decides, where it can be more than one. */
  readonly decides?: string;
}

/** `keyward up` prints these; of the others it says how many there are. */
export function isToldAtStart(severity: Severity): boolean {
  return severity === 'critical' || severity === 'high';
}

/** Every finding of the key audit. Ids are never given to another one; those that are not here were not given. */
export const findingTexts: Readonly<Record<string, FindingText>> = {
  'KEY-01': {
    title: 'it can withdraw',
    means:
      'Whoever has a copy of this key can take the money out of the account. No bot needs that. Keyward does not sign with such a key unless its owner has said in writing why it has to be.',
    fix: "Take the right to withdraw away on the exchange's page of the key; Keyward sees it within a minute.",
    severities: ['critical', 'high'],
    decides:
      'critical; high where its owner has let it in writing, as with `keyward key override-withdraw` (the finding has the day and the reason)',
  },
  'KEY-02': {
    title: 'it works from any address, or nobody says whether it has an IP list',
    means:
      'A key without an IP list is of use wherever a copy of it is. It is told only of keys that can trade, move value or withdraw, or of which nobody rules that out. Some exchanges also take such keys away after a while.',
    fix: 'Give it an IP list with the address of this host, which `keyward doctor ip` tells, or with those of the platform that holds it; where the exchange does not tell, look at its page, then `keyward key attest`.',
    severities: ['critical', 'high', 'medium'],
    decides:
      'critical where it can withdraw too, else high; medium where its owner took it without a list in writing (the finding has the day and the reason), and where nobody says whether it has one',
  },
  'KEY-03': {
    title: 'its IP list does not fit this host',
    means:
      'The list has ranges, or every address, so other hosts are let in too; or the address of this host, as far as it is known, is not on it, so the key will not work from here.',
    fix: 'List the address of this host alone; `keyward doctor ip` tells it.',
    severities: ['high'],
  },
  'KEY-04': {
    title: 'it has rights that its bots do not need',
    means:
      'A right that nothing uses is of use to a thief alone. What the bots need follows from `may` and `markets` in the settings. Rights that come in one box with one that is needed are not told of, for nobody can take them away alone.',
    fix: 'Untick the boxes that the finding names; or let a bot that needs the right use the key.',
    severities: ['high'],
  },
  'KEY-05': {
    title: 'the exchange will soon take it away, or has done so',
    means:
      'The key expires, or is deleted, disabled or loses rights by a rule of its exchange, within `audit.remindDays` (14 by default). Only days that are counted from what is known for certain are told of.',
    fix: 'Replace it before that day: `keyward key rotate NAME`.',
    severities: ['high'],
  },
  'KEY-06': {
    title: 'it is due to be replaced',
    means:
      'It is older than `keys.NAME.rotate.days` or, without that, than `rotation` allows a key that can do as much; or something has happened: a holder has left, a host was moved, a notice has come (`keyward key event`); or its replacing has begun and has not ended, so that the old key still lives. Where nobody tells when it was made, its age is counted from the day on which the journal first saw it. A key that is put back into use is as old as before, and due by what had happened to it.',
    fix: 'Replace it: `keyward key rotate NAME`; the bots trade on meanwhile. One that a platform holds is replaced there, then `keyward key record NAME --rotated`. What is under way goes on with the same command, and says what it waits for.',
    severities: ['high', 'medium'],
    decides: 'high; medium where the old key is left alive for `rotate.graceMinutes` and nothing has happened to it',
  },
  'KEY-07': {
    title: 'the same key stands under several names',
    means:
      'Two names in the settings have one and the same key: two bots, or a bot and a hosted platform. Nobody can tell afterwards who did what, its limits are shared, and replacing it for one takes it from the other.',
    fix: 'Make a key of its own for each, on a sub-account where that can be had.',
    severities: ['high'],
  },
  'KEY-08': {
    title: 'it is a key of the main account',
    means:
      'What a bot or a platform can lose is all that the account holds. A key of a sub-account reaches only what was moved there. Not told of keys with `purpose: rotation`, which have to be of the main account.',
    fix: 'Make a sub-account with what the bot trades with, and give the bot a key of that.',
    severities: ['medium'],
  },
  'KEY-09': {
    title: 'the exchange refuses it, or it could not be audited',
    means:
      'The key is gone, not yet good, or may not be used from here; or it could not be read from its place, or the exchange did not answer. Nothing is known of what it can do: that is no pass.',
    fix: 'Do what the message names, `keyward doctor error` explains the words of exchanges; then audit it again. Of a key that works only from the addresses of its vendor, say what stands on its page: `keyward key attest`.',
    severities: ['critical', 'high'],
    decides: 'critical where it is recorded as revoked and the exchange still answers it, else high',
  },
  'KEY-10': {
    title: 'its secret is known to the exchange as well',
    means:
      'With HMAC both sides have the secret, so a leak at the exchange is a leak of the key. The exchange also takes keys of which it knows the public half alone.',
    fix: 'When you next replace it, make a key of the kind that the finding names (Ed25519, RSA).',
    severities: ['low'],
  },
  'KEY-12': {
    title: "a platform holds it, and it is not bound to that platform's addresses",
    means:
      "A key with `vendor` works for whoever copies it from the platform, unless its IP list is the platform's own. It has no list, nobody says whether it has one, or the list has addresses that the platform does not publish.",
    fix: 'Bind it to the addresses that the finding names, or ask the platform for them.',
    severities: ['high'],
  },
  'KEY-13': {
    title: 'it is not as it was when it was last looked at',
    means:
      "Its rights, its IP list, the exchange's words for it or its account changed since an earlier audit; or a new key can do more than the one it replaced. If that was not you, somebody is in your account. A change for the worse is told again until its owner says that it was meant.",
    fix: 'If that was not you: `keyward halt halt`, then replace the key. If it was: `keyward key record NAME --changed`.',
    severities: ['critical', 'high', 'low'],
    decides: 'critical for another account, high for more than before, low for less than before',
  },
  'KEY-14': {
    title: 'nobody says whether it has some rights',
    means:
      'The exchange has no call that tells them, or did not tell, and the owner has not said it either, or said it until a day that is past. Unknown is not "no".',
    fix: 'Look at the page of the key, then say what stands there, with the command that the finding has: `keyward key attest NAME`.',
    severities: ['medium', 'info'],
    decides:
      'medium; info, which is not counted, where nothing but the rights transfer and admin is unknown, and the page of the exchange has no box for them',
  },
  'KEY-15': {
    title: 'the place where it lives fails',
    means:
      'Keyward cannot read the place, or does not take what stands there now, and goes on with the last good credential, in memory only. The next start would find none. Told only while `keyward up` runs.',
    fix: 'Mend the place that the finding names; Keyward looks again by itself.',
    severities: ['high'],
  },
};
