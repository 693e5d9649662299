import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOurPath } from './backup-manifest.ts';

describe('the paths of a backup', () => {
  it.each([
    'settings/keyward.yaml',
    'settings/prod.yml',
    'settings/.env',
    'settings/.env.live',
    'settings/keys/binance.env',
    'settings/vaults/main.age',
    'state/halt.json',
    'state/vault.key.age',
    'state/nonces/main',
    'state/journal/00000000000000000001.jsonl',
    'state/journal/torn/00000000000000000001.jsonl-12-abcdef012345.new',
    'state/practice/state.json',
  ])('may be %s', (path) => {
    expect(isOurPath(path)).toBe(true);
  });

  it.each([
    '',
    '/etc/passwd',
    '../keyward.yaml',
    'settings/../keyward.yaml',
    'settings/../../x.env',
    'settings/./.env',
    'settings//.env',
    'settings/.env/../../x.age',
    'settings/..env/x.age',
    'settings/.bash_profile',
    'settings/.ssh/rc.env',
    'settings/.git/hooks/post-checkout.env',
    'settings/sub/keyward.yaml',
    'settings/package.json',
    'settings/a\nb.env',
    'settings/a\\..\\b.env',
    'state/journal/1.jsonl',
    'state/journal/../halt.json',
    'state/nonces/..',
    'state/nonces/.hidden',
    'state/nonces/a/b',
    'state/admin.sock',
    'state/clock.json',
    'state',
    'STATE/halt.json',
    'state/halt.json/',
    ' state/halt.json',
    'state/halt.json\0',
  ])('are never %j', (path) => {
    expect(isOurPath(path)).toBe(false);
  });

  it('lead nowhere else, whatever they are made of', () => {
    const part = fc.constantFrom('state', 'settings', '..', '.', '', '.env', 'a.age', 'nonces', 'x', '\\', '\0', '~');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const path = parts.join('/');
        if (!isOurPath(path)) return;
        expect(path.split('/').every((name) => name !== '' && name !== '.' && name !== '..')).toBe(true);
        expect(['state', 'settings']).toContain(parts[0]);
      }),
      { numRuns: 2000 },
    );
  });
});
