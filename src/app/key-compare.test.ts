import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../audit/index.ts';
import { accountDigest, type KeyReport, type Right, rights, type Unclear } from '../exchanges/index.ts';
import { type Compared, whyNot } from './key-compare.ts';

const only = (...has: Right[]) =>
  Object.fromEntries(rights.map((right) => [right, has.includes(right) ? 'yes' : 'no'])) as KeyReport['rights'];
const report = (more: Partial<KeyReport> = {}): KeyReport => ({
  rights: only('read', 'spot'),
  ipRestricted: 'yes',
  subAccount: 'no',
  account: 'mine',
  words: [],
  ...more,
});
const { account: _mine, ...nobodys } = report();
const unclear = (cause: Unclear['cause']): Unclear => ({ unclear: true, cause, message: 'no' });
const audited = (told: KeyReport): Snapshot => {
  const account = accountDigest('bybit', told);
  return {
    rights: told.rights,
    ipRestricted: told.ipRestricted,
    words: [],
    ...(account === undefined ? {} : { account }),
    atMs: 0,
  };
};
const journal = (fingerprint: string, told: KeyReport): Partial<Compared> => ({
  history: { audits: new Map([[fingerprint, audited(told)]]), lastFingerprint: fingerprint },
});
const judge = (told: KeyReport, before: KeyReport | Unclear = report(), more: Partial<Compared> = {}) => {
  const none = { fingerprint: 'aaa', history: { audits: new Map() }, mayWithdraw: false, mayBeOpen: false };
  const found = whyNot({ exchange: 'bybit', told, before, ...none, ...more });
  return found && `${found.isPassing ? 'later' : 'never'}: ${found.reason}`;
};

describe('a key that is offered in the place of one in use', () => {
  it('is taken when it is no more than that', () => {
    expect(judge(report())).toBeUndefined();
    expect(judge(report({ rights: only('read') }))).toBeUndefined();
    expect(judge(report(), report({ ipRestricted: 'no' }))).toBeUndefined();
    expect(judge(nobodys, nobodys)).toBeUndefined();
  });

  it('is not taken when it is of another account, or nobody says of whose', () => {
    expect(judge(report({ account: 'thief' }))).toMatch(/^never: it is a key of another account/);
    expect(judge(nobodys)).toMatch(/^later: .* whose key it is/);
  });

  it.each(['rate', 'clock', 'unreadable'] as const)('waits while the one in use is not told of (%s)', (cause) => {
    expect(judge(report({ account: 'thief' }), unclear(cause))).toMatch(/^later: .* the key in use/);
    expect(judge(report(), unclear(cause), journal('aaa', report()))).toBeUndefined();
    expect(judge(report({ account: 'thief' }), unclear(cause), journal('aaa', report()))).toMatch(/^never/);
    expect(judge(nobodys, unclear(cause), journal('aaa', nobodys))).toBeUndefined();
  });

  it('is compared with the last audit where the one in use is dead', () => {
    expect(judge(report(), unclear('key'))).toBeUndefined();
    expect(judge(report({ account: 'thief' }), unclear('key'), journal('aaa', report()))).toMatch(/another account/);
    expect(judge(report({ account: 'thief' }), unclear('key'), journal('before', report()))).toMatch(/another account/);
    expect(judge(report({ ipRestricted: 'no' }), unclear('key'), journal('aaa', report()))).toMatch(/any address/);
  });

  it('is not taken when it can withdraw, or may, unless its owner has said so', () => {
    const withdraws = report({ rights: only('read', 'withdraw') });
    expect(judge(withdraws)).toMatch(/^never: .* can withdraw/);
    expect(judge(withdraws, withdraws)).toMatch(/^never/);
    expect(judge(withdraws, report(), { mayWithdraw: true })).toBeUndefined();
    const untold = report({ rights: { ...only('read'), withdraw: 'unknown' } });
    expect(judge(untold)).toMatch(/^later: .* whether it can withdraw/);
    expect(judge(untold, untold)).toBeUndefined();
  });

  it('is not taken when it works from any address and that one did not, unless its owner has said so', () => {
    const open = report({ ipRestricted: 'no' });
    expect(judge(open)).toMatch(/^never: it works from any address/);
    expect(judge(open, report(), { mayBeOpen: true })).toBeUndefined();
  });
});
