import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unclear } from './exchange.ts';
import type { KeyWish } from './inspection.ts';
import { rights } from './inspection.ts';
import { absentOr, keyIdOf, newSecret, type WishForm, wishFault } from './sub-keys.ts';

const form: WishForm = {
  grants: ['read', 'spot'],
  subAccount: /^\d+$/,
  subAccountWords: 'a number',
  mostIps: 2,
  takesRanges: true,
};
const good: KeyWish = { subAccount: '1', label: 'kw-1', rights: ['read'], ips: ['192.0.2.1', '2001:db8::/32'] };

describe('a wish for a key', () => {
  it('is sent when nothing is wrong with it', () => {
    expect(wishFault(good, form)).toBeUndefined();
    expect(wishFault({ ...good, ips: [] }, form)).toBeUndefined();
  });

  it.each([
    [{ rights: ['read', 'withdraw'] as const }, 'withdraw'],
    [{ subAccount: 'one' }, 'rotate.subAccount'],
    [{ subAccount: '1\n2' }, 'rotate.subAccount'],
    [{ label: '' }, 'label'],
    [{ label: 'a b' }, 'label'],
    [{ label: 'a'.repeat(17) }, 'label'],
    [{ ips: ['192.0.2.1', '192.0.2.2', '192.0.2.3'] }, 'at most 2'],
    [{ ips: ['192.0.2.1', '203.**.154'] }, 'entry 2'],
    [{ ips: ['192.0.2.0/33'] }, 'entry 1'],
    [{ ips: ['192.0.2.0/'] }, 'entry 1'],
    [{ ips: ['192.0.2.0/24/24'] }, 'entry 1'],
    [{ ips: ['192.0.2.1,192.0.2.2'] }, 'entry 1'],
  ])('is not sent as %j', (change, text) => {
    expect(wishFault({ ...good, ...change }, form)).toMatchObject({
      cause: 'unreadable',
      message: expect.stringContaining(text),
    });
  });

  it('takes ranges only where the exchange does', () => {
    const { takesRanges: _not, ...plain } = form;
    expect(wishFault({ ...good, ips: ['192.0.2.0/24'] }, plain)).toMatchObject({ unclear: true });
  });

  it('is never sent with a right that cannot be granted', () => {
    fc.assert(
      fc.property(fc.subarray([...rights]), (asked) => {
        const isGrantable = asked.every((right) => form.grants.includes(right));
        expect(wishFault({ ...good, rights: asked }, form) === undefined).toBe(isGrantable);
      }),
    );
  });
});

describe('the parts of a new key', () => {
  it('are read where they are whole', () => {
    const secret = newSecret('0123456789abcdef');
    expect(secret?.openBytes((bytes) => bytes.toString())).toBe('0123456789abcdef');
    expect(keyIdOf('mx0abc-DEF_1')).toBe('mx0abc-DEF_1');
  });

  it.each([undefined, null, '', 'short', '****************  ', 'a'.repeat(513), true, {}, []])(
    'are not read from %j',
    (value) => {
      expect(newSecret(value)).toBeUndefined();
    },
  );

  it.each([undefined, null, '', 'abc', 'arg1***', 'a b c d', {}, 'a'.repeat(129)])('have no id in %j', (value) => {
    expect(keyIdOf(value)).toBeUndefined();
  });
});

describe('a refused removal', () => {
  const refusal = (cause: Unclear['cause']): Unclear => ({ unclear: true, cause, message: 'status 400' });

  it.each(['unreadable', 'key', 'key-or-ip-or-permission'] as const)(
    'of cause %s is settled by the list',
    async (cause) => {
      expect(await absentOr(refusal(cause), 'a', async () => [{ id: 'b' }])).toBe('absent');
      expect(await absentOr(refusal(cause), 'a', async () => [{ id: 'a' }])).toEqual(refusal(cause));
      expect(await absentOr(refusal(cause), 'a', async () => refusal('rate'))).toEqual(refusal(cause));
    },
  );

  it.each(['ip', 'signature', 'clock', 'rate', 'permission'] as const)(
    'of cause %s is left as it is',
    async (cause) => {
      const list = () => Promise.reject(new Error('the list is not asked for'));
      expect(await absentOr(refusal(cause), 'a', list)).toEqual(refusal(cause));
    },
  );
});
