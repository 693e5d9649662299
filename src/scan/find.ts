import type { Rule, Taken } from './rule.ts';
import type { Part } from './shape.ts';

/** A value that is a part of a credential. */
export interface FoundPart {
  readonly part: Part;
  readonly by: Taken['by'];
  /** As it is used: decoded where the text has it encoded. */
  readonly text: string;
  /** Offset of its first byte. */
  readonly start: number;
  /** So many bytes of the text are it. */
  readonly length: number;
  /** The name that it has there; empty where it has none. */
  readonly name: string;
}

/** A part, and the rule that takes it. */
export interface Find {
  readonly rule: Rule;
  readonly found: FoundPart;
}
