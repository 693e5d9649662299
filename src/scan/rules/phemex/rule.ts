import { exchangeRule } from '../../exchange-rule.ts';
import { UUID } from '../uuid.ts';

/** 32 bytes, and the text of a UUID behind them. */
const holdsUuid = (text: string): boolean => UUID.test(Buffer.from(text, 'base64url').subarray(32).toString('latin1'));

export const phemex = exchangeRule({
  exchange: 'phemex',
  title: 'Phemex',
  names: ['phemex'],
  marks: ['x-phemex'],
  parts: ['key', 'secret'],
  shapes: [
    {
      part: 'key',
      of: 'base64url',
      length: [36, 36],
      pattern: UUID,
      source:
        'public code index: 1 independent holder(s) with hard-coded values of this shape; PHEMEX_API_KEY, lower-case UUID v4 (2026-11-22)',
      read: '2026-11-22',
      certainty: 'seen',
    },
    {
      part: 'secret',
      of: 'base64url',
      length: [91, 91],
      proof: holdsUuid,
      source:
        'public code index: 2 independent holder(s) with hard-coded values of this shape; both 91 characters; both decode to 32 random bytes + 36 ASCII characters of a lower-case UUID (2026-11-22)',
      read: '2026-11-22',
      certainty: 'seen',
    },
  ],
});
