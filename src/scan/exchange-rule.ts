import { looksRandom } from './chance.ts';
import { speaksOfKeys } from './laid.ts';
import type { Around, Rule, Taken } from './rule.ts';
import type { Part, Pattern, Shape, Token } from './shape.ts';

export interface ExchangeShapes {
  /** As the exchange is called in Keyward. */
  readonly exchange: string;
  readonly title: string;
  readonly names: readonly string[];
  readonly marks?: readonly string[];
  readonly shapes: readonly Shape[];
  readonly patterns?: readonly Pattern[];
  readonly parts: readonly Part[];
  readonly optional?: readonly Part[];
  readonly takesPem?: boolean;
}

/** What makes a client, and not what asks about an order: the place of an argument tells only there. */
const MAKES_CLIENT =
  /(?:^|[.:>\\])new$|client|api|trade|account|session|rest|socket|exchange|auth|login|config|credential|connect|signer|spot|future|market|user|http|bot|dict|set/i;
const CLASS = /(?:^|[.:>\\])[A-Z][A-Za-z0-9]*$/;
const ASKS =
  /(?:assert|expect|equal|print|log(?!in|on)|cache|redis|memcache|storage|(?:^|\.)symbol$|notification|createElement|^_?jsxs?(?:DEV)?$|get_?order|cancel|fetch|query|find|hash|uuid|guid|objectid|digest|decimal|^values?$|(?:order|fill|transaction|block|commit|checksum|webhook|public_?key|pubkey)$)/i;
/** No passphrase that people choose is as long. */
const LONG = 32;
/** Of Solana: what a transaction is called. */
const SIGNATURE = /^[1-9A-HJ-NP-Za-km-z]{86,88}$/;
const LESS_LONG = 24;
const HEX_64 = /^(?:0x)?[0-9a-f]{64}$/i;

/** The rule of an exchange: a value of its shape, in a text that speaks of it, with a name that says what it is or in the place of an argument. */
export function exchangeRule(about: ExchangeShapes): Rule {
  const { exchange, title, names, marks = [], shapes, parts } = about;
  return {
    id: exchange,
    title: `${title} credential`,
    words: { id: exchange, names, marks },
    shapes,
    joins: parts,
    ...(about.patterns && { patterns: about.patterns }),
    ...(about.optional && { optional: about.optional }),
    ...(about.takesPem && { takesPem: about.takesPem }),
    take: (token, shape, around) => takenBy(about, token, shape, around),
  };
}

function takenBy(
  { exchange, shapes, parts }: ExchangeShapes,
  token: Token,
  shape: Shape,
  around: Around,
): Taken | undefined {
  const { says, named, spoken } = around;
  if (around.isGenerated || around.isHarmless || !looksRandom(token.text)) return undefined;
  if (shape.proof) return shape.proof(token.text) ? { part: shape.part, by: 'proof' } : undefined;
  if (named.length > 0 && !named.includes(exchange)) return undefined;
  if (shape.sure) return { part: shape.part, by: 'shape' };
  const isNamed = named.includes(exchange);
  if (!isNamed && !spoken.includes(exchange))
    // What is called a token, or is of somebody else, is nobody's here.
    return shape.alone && says !== undefined && says !== 'token' && !around.isForeign
      ? { part: fitting(says, shape), by: 'shape' }
      : undefined;
  if (around.isForeign && !isNamed) return undefined;
  if (says === 'token' && !isNamed && !shape.alone) return undefined;
  if (says !== undefined)
    return isSaid(says, shape, token, around.name, parts) ? { part: shape.part, by: 'name' } : undefined;
  if (isInPlace(around, isNamed, shape, token.text))
    return { part: partInPlace(shape, shapes, token, around), by: 'place' };
  return shape.alone && !SIGNATURE.test(token.text) ? { part: shape.part, by: 'shape' } : undefined;
}

/** Whether a name fits the part: people use some names for either half, and some exchanges call their secret a private key. */
function isSaid(says: Part, shape: Shape, { text }: Token, name: string, parts: readonly Part[]): boolean {
  if (says === shape.part || says === 'token') return true;
  // Where a program asks for a login, the secret is the password.
  if (says === 'passphrase')
    return (
      shape.part === 'secret' &&
      text.length >= (parts.includes('passphrase') ? LONG : LESS_LONG) &&
      /pass(?:w|$)|pwd/i.test(name)
    );
  if (says === 'private-key') return shape.part === 'secret' && !HEX_64.test(text);
  return says === 'secret' && shape.part === 'private-key';
}

/** Whether what is called makes a client, and does not ask about something. */
export const makesClient = (callee: string): boolean =>
  !ASKS.test(callee) && (CLASS.test(callee) || MAKES_CLIENT.test(callee));

/** Letters that hashes and ids have as well. */
const COMMON = /^(?:[0-9a-f-]+|[0-9A-F-]+)$/;

function isInPlace({ callee, argument, left }: Around, isNamed: boolean, shape: Shape, text: string): boolean {
  if (argument === undefined || argument > 3) return false;
  if (callee === undefined || callee === '')
    return (
      isNamed &&
      (!COMMON.test(text) || speaksOfKeys(left)) &&
      /[([{]/.test(left) &&
      (shape.alone ?? /\(\s*["'`][^()]*$/.test(left))
    );
  if (ASKS.test(callee)) return false;
  return isNamed || CLASS.test(callee) || MAKES_CLIENT.test(callee);
}

/** Where both halves look alike, the first place is the key's. */
function partInPlace(shape: Shape, shapes: readonly Shape[], { text }: Token, { argument }: Around): Part {
  const isAlike = shapes.some(
    ({ part, length: [least, most] }) => part === 'key' && least <= text.length && text.length <= most,
  );
  return isAlike && shape.part === 'secret' && argument === 0 ? 'key' : shape.part;
}

const fitting = (says: Part, shape: Shape): Part => (says === 'key' || says === 'secret' ? says : shape.part);
