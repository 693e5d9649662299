/** What of a credential a value is. A `key` names its owner to the exchange and is worth nothing alone; `private-key` and `mnemonic` sign by themselves. */
export type Part = 'key' | 'secret' | 'passphrase' | 'private-key' | 'mnemonic' | 'token' | 'webhook' | 'password';

/** Which characters make up a token: letters and digits; those of base64; those of base64url, which identifiers with dashes have too. */
export type Alphabet = 'alnum' | 'base64' | 'base64url';

/** Where a fact was read, and the day. */
export interface Provenance {
  readonly source: string;
  readonly read: string;
  /** Said by whoever issues it or by a standard; seen in two independent places; drawn from one; or known to nobody here. */
  readonly certainty: 'documented' | 'seen' | 'inferred' | 'unknown';
}

/** How a value looks that somebody issues. */
export interface Shape extends Provenance {
  readonly part: Part;
  readonly of: Alphabet;
  /** Characters, at least and at most. */
  readonly length: readonly [number, number];
  /** Of the whole token, where letters and lengths do not tell enough. */
  readonly pattern?: RegExp;
  /** A checksum or the like that holds of no other value. */
  readonly proof?: (text: string) => boolean;
  /** Nothing else of the field looks so: where the text speaks of its owner, no name need stand beside it. */
  readonly alone?: boolean;
  /** Nothing else at all looks so: a finding wherever it stands. */
  readonly sure?: boolean;
  /** What stands right before it, as the path of a URL. */
  readonly after?: RegExp;
}

/** A value that no single token is, as one with dots and colons. */
export interface Pattern extends Provenance {
  readonly part: Part;
  /** Stands in every value of it: looked for first, so of few and cheap characters. */
  readonly mark: RegExp;
  /** Global; of bounded length. The value is its first group, or all of it. */
  readonly pattern: RegExp;
  readonly proof?: (text: string) => boolean;
  /** It is a finding only under a name that says secret or token. */
  readonly needsName?: boolean;
}

/** A value in a text that may be one. */
export interface Token {
  readonly of: Alphabet;
  readonly text: string;
  /** Offset in the text, in characters of Latin-1, which are its bytes. */
  readonly start: number;
}

const ALPHABETS: Readonly<Record<Alphabet, RegExp>> = {
  alnum: /[A-Za-z0-9]{16,}/g,
  base64: /[A-Za-z0-9+/]{16,}={0,2}/g,
  base64url: /[A-Za-z0-9_-]{16,}/g,
};

/** Whether the token is whole: more of the same letters would make it another one. */
export function fits({ of, length: [least, most], pattern }: Shape, token: Token): boolean {
  const { length } = token.text;
  return token.of === of && length >= least && length <= most && (pattern === undefined || pattern.test(token.text));
}

/** All tokens of a piece of text that begins at `offset`, by each alphabet; a value of letters and digits is told once for each. */
export function tokensOf(piece: string, offset: number): Token[] {
  const tokens: Token[] = [];
  for (const of of Object.keys(ALPHABETS) as Alphabet[])
    for (const match of piece.matchAll(ALPHABETS[of])) tokens.push({ of, text: match[0], start: offset + match.index });
  return tokens;
}
