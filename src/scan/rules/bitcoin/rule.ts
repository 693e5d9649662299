import { decodeBase58Check } from '../../proof/base58.ts';
import type { Rule } from '../../rule.ts';

const MAINNET = 0x80;
const COMPRESSED = 0x01;
const source = 'https://en.bitcoin.it/wiki/Wallet_import_format';
const known = { source, read: '2026-11-22', certainty: 'documented' } as const;

export const bitcoin: Rule = {
  id: 'bitcoin',
  title: 'Bitcoin private key (WIF)',
  words: { id: 'bitcoin', names: ['bitcoin'] },
  shapes: [
    { part: 'private-key', of: 'alnum', length: [51, 51], pattern: /^5[HJK]/, proof: isWif, ...known },
    { part: 'private-key', of: 'alnum', length: [52, 52], pattern: /^[KL]/, proof: isWif, ...known },
  ],
  take: ({ text }, { proof }) => (proof?.(text) ? { part: 'private-key', by: 'proof' } : undefined),
};

/** The checksum holds, and the version is of a private key of the main network. */
function isWif(text: string): boolean {
  const payload = decodeBase58Check(text);
  if (payload?.[0] !== MAINNET) return false;
  return payload.length === 33 || (payload.length === 34 && payload[33] === COMPRESSED);
}
