import { looksRandom } from '../../chance.ts';
import { isSecp256k1Key } from '../../proof/curve.ts';
import type { Around, Rule, Taken } from '../../rule.ts';

/** What takes a private key as its first argument or its value. */
const TAKES_KEY =
  /(?:Wallet|HDWalletProvider|from_?key|privateKeyToAccount|privateKeyToAddress|LocalAccount|SigningKey|HexToECDSA|Signer::from_str|Accounts\.Account|Credentials\.create|accounts\.(?:wallet\.add|privateKeyToAccount)|load_private_key|importRawKey|import_raw_key|Keypair)\s{0,4}\(\s{0,9}\[?\s{0,9}["'`]?$|sign_?[Tt]ransaction\(\s{0,9}\w{1,30}\s{0,4},\s{0,9}["'`]$|(?:Wallet|Signer)\s{0,4}=\s{0,4}["']$|--private-keys?[=\s]\s{0,4}["']?$|--interactives?\s{0,4}$/i;
/** Whoever signs with a wallet's key. */
const OF_WALLETS = new Set([
  'ethereum',
  'hyperliquid',
  'polymarket',
  ...['aevo', 'apex', 'derive', 'dydx', 'edgex', 'gmx', 'grvt', 'lighter', 'orderly'].map((id) => `other-${id}`),
]);
/** Lists of private keys, in a text that speaks of a chain. */
const LISTS = /^(?:accounts?|wallets?|keys|priv(?:ate)?_?keys)$|(?:^|_)(?:signer|deployer)$/i;

export const ethereum: Rule = {
  id: 'ethereum',
  title: 'Ethereum private key',
  words: {
    id: 'ethereum',
    names: ['ethereum', 'web3', 'ethers', 'hardhat', 'viem', 'metamask'],
    marks: ['eth_account', 'eth-account', 'ETH_', 'EVM_'],
  },
  shapes: [
    {
      part: 'private-key',
      of: 'alnum',
      length: [64, 66],
      pattern: /^(?:0x)?[0-9a-f]{64}$/i,
      source: 'SEC 2 v2, secp256k1: a private key is a number from 1 to the order of the curve, less one',
      read: '2026-11-22',
      certainty: 'documented',
    },
  ],
  take: ({ text }, _shape, around) => {
    if (around.isGenerated || !looksRandom(text.replace(/^0x/i, '')) || !isSecp256k1Key(text)) return undefined;
    return takenAround(text, around);
  },
};

/** 64 digits of hex are a hash unless something says otherwise. */
function takenAround(
  text: string,
  { isHarmless, isForeign, says, name, left, named, spoken }: Around,
): Taken | undefined {
  if (TAKES_KEY.test(left)) return { part: 'private-key', by: 'place' };
  if (isHarmless || isForeign) return undefined;
  if (says === 'private-key') return { part: 'private-key', by: 'name' };
  const isSpoken = spoken.some((id) => OF_WALLETS.has(id));
  if (
    isSpoken &&
    (((says === 'secret' || (says === 'key' && named.includes('ethereum'))) && text.startsWith('0x')) ||
      LISTS.test(name))
  )
    return { part: 'private-key', by: 'name' };
  return undefined;
}
