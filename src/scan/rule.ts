import type { Words } from './mentions.ts';
import type { Naming } from './names.ts';
import type { Part, Pattern, Shape, Token } from './shape.ts';

/** What stands around a value. */
export interface Around extends Naming {
  /** What the name says that the value is. */
  readonly says: Part | undefined;
  /** The name is of something that looks like a secret and is none. */
  readonly isHarmless: boolean;
  /** The name is of a secret that no exchange has: of a database, a mailer, a session. */
  readonly isForeign: boolean;
  /** What stands right before the value, to the beginning of its line, some hundred characters at most. */
  readonly left: string;
  /** The name, or its line, speaks of these. */
  readonly named: readonly string[];
  /** The text speaks of these, the likeliest first. */
  readonly spoken: readonly string[];
  /** The path is one of lock files, checksums or the like. */
  readonly isGenerated: boolean;
}

/** A value that a rule takes for a part of a credential. */
export interface Taken {
  readonly part: Part;
  /** How sure: told by proof or shape, by its name, or by its place alone. */
  readonly by: 'proof' | 'shape' | 'name' | 'place';
}

/** What looks for one kind of secret. */
export interface Rule {
  /** Kebab case, as its folder. */
  readonly id: string;
  /** For whoever reads a finding: `Binance API key`. */
  readonly title: string;
  readonly words: Words;
  readonly shapes: readonly Shape[];
  readonly patterns?: readonly Pattern[];
  /** Parts that make one credential, the missing of which are named; absent: each value is one. */
  readonly joins?: readonly Part[];
  /** Parts of those that are not always there. */
  readonly optional?: readonly Part[];
  /** A private key in PEM may stand for the secret. */
  readonly takesPem?: boolean;
  take(token: Token, shape: Shape, around: Around): Taken | undefined;
}
