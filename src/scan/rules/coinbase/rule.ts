import { exchangeRule } from '../../exchange-rule.ts';
import { isEd25519Pair } from '../../proof/curve.ts';

/** Seed and public key of Ed25519, as the CDP portal gives them. */
const isCdpSecret = (text: string): boolean => isEd25519Pair(Buffer.from(text, 'base64'));

export const coinbase = exchangeRule({
  exchange: 'coinbase',
  title: 'Coinbase',
  names: ['coinbase', 'coinbasepro', 'coinbaseexchange', 'gdax', 'cbpro'],
  marks: ['CB-ACCESS', 'CB_ACCESS', 'CB_KEY', 'CB_SECRET', 'CB_PASSPHRASE', 'organizations/', '/apiKeys/'],
  parts: ['key', 'secret', 'passphrase'],
  optional: ['passphrase'],
  takesPem: true,
  shapes: [
    {
      part: 'secret',
      of: 'base64',
      length: [88, 88],
      pattern: /==$/,
      proof: isCdpSecret,
      source:
        'Ed25519: raw base64, 32-byte seed (44) or 64-byte seed||public key (88), or PKCS#8 PEM: https://github.com/coinbase/coinbase-advanced-py README.md:28, tests/constants.py:3-7 (2026-06-19)',
      read: '2026-11-22',
      certainty: 'documented',
    },
    {
      part: 'secret',
      of: 'base64',
      length: [88, 88],
      pattern: /==$/,
      source:
        'public code index: 3 independent holder(s) with hard-coded values of this shape; cbpro b64secret; one full value, two cut (2026-11-22)',
      read: '2026-11-22',
      certainty: 'seen',
    },
    {
      part: 'key',
      of: 'alnum',
      length: [32, 32],
      pattern: /^[0-9a-f]{32}$/,
      source:
        'public code index: 2 independent holder(s) with hard-coded values of this shape; cbpro.AuthenticatedClient first argument (2026-11-22)',
      read: '2026-11-22',
      certainty: 'seen',
    },
    {
      part: 'secret',
      of: 'alnum',
      length: [32, 32],
      pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
      source:
        'generic coinbase 32-char rule: https://github.com/praetorian-inc/titus pkg/rule/rules/coinbase.yml (2026-04-10)',
      read: '2026-11-22',
      certainty: 'inferred',
    },
  ],
  patterns: [
    {
      part: 'key',
      mark: /apiKeys\//,
      pattern: /organizations\/[\w-]{1,36}\/apiKeys\/[0-9a-f-]{36}/g,
      source:
        'organizations/{org_id}/apiKeys/{key_id}: https://github.com/coinbase/coinbase-advanced-py README.md:35-57 (2026-06-19)',
      read: '2026-11-22',
      certainty: 'documented',
    },
  ],
});
