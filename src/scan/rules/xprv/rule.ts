import { decodeBase58Check } from '../../proof/base58.ts';
import type { Rule } from '../../rule.ts';

const BYTES = 78;
/** Where the private key begins with a zero byte. */
const KEY_AT = 45;

export const xprv: Rule = {
  id: 'xprv',
  title: 'extended private key (BIP-32)',
  words: { id: 'xprv', names: [] },
  shapes: [
    {
      part: 'private-key',
      of: 'alnum',
      length: [111, 111],
      pattern: /^(?:[xyzYZtuvUV]prv|Ltpv|Mtpv)[1-9A-HJ-NP-Za-km-z]{107}$/,
      proof: isExtendedKey,
      source: 'BIP-32, BIP-49, BIP-84 and SLIP-132: https://github.com/satoshilabs/slips/blob/master/slip-0132.md',
      read: '2026-11-22',
      certainty: 'documented',
    },
  ],
  take: ({ text }, { proof }) => (proof?.(text) ? { part: 'private-key', by: 'proof' } : undefined),
};

function isExtendedKey(text: string): boolean {
  const payload = decodeBase58Check(text);
  return payload?.length === BYTES && payload[KEY_AT] === 0;
}
