import { describe, expect, it } from 'vitest';
import { Secret, systemClock } from '../../core/index.ts';
import { namesFor } from '../names.ts';
import { systemd } from './back-end.ts';

const context = {
  names: namesFor('binance', {}, false),
  key: 'main',
  folder: '',
  home: '',
  variables: {},
  clock: systemClock,
  identity: async () => Secret.take(Buffer.from('unused')),
};

describe('a systemd credential', () => {
  it('is not to be had where systemd has given none, and the message says how', async () => {
    const place = systemd.open({ name: 'binance' }, context);
    await expect(place.read()).rejects.toMatchObject({
      code: 'vault-unsupported',
      lines: [expect.stringContaining('LoadCredentialEncrypted=binance')],
    });
  });

  it('is not written by Keyward, and says how its owner does', () => {
    const place = systemd.open({ name: { key: 'id', secret: 'hush' } }, context);
    expect(place.write).toBeUndefined();
    expect(place.byHand?.join('\n')).toContain('--name=hush FILE /etc/credstore.encrypted/hush');
    expect(place.byHand?.at(-1)).toBe('then start the unit again');
  });

  it.each([['../shadow'], ['a/b'], ['..'], ['.'], [''], [{ key: 'a', secret: '/etc/shadow' }]])(
    'has no such name as %j',
    (name) => {
      expect(systemd.schema.safeParse({ name }).success).toBe(false);
    },
  );

  it('has a name, or one for each part', () => {
    for (const name of [
      'keyward-binance',
      'a.b',
      { key: 'a', secret: 'b' },
      { key: 'a', secret: 'b', passphrase: 'c' },
    ])
      expect(systemd.schema.safeParse({ name }).success).toBe(true);
  });
});
