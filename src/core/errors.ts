import { type Code, catalogue } from './catalogue.ts';

/**
 * An error that a user can meet. `code` is permanent and stands in the catalogue with its HTTP status, exit code and hint.
 * The message says what was refused and why, in lower case, and never holds a secret.
 */
export class KeywardError extends Error {
  readonly code: Code;
  readonly lines: readonly string[];

  constructor(code: Code, message: string, options: { cause?: unknown; lines?: readonly string[] } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'KeywardError';
    this.code = code;
    this.lines = options.lines ?? [];
  }

  get exit(): number {
    return catalogue[this.code].exit;
  }

  get hint(): string {
    return catalogue[this.code].hint;
  }
}

/** A request that is refused: a value, never thrown. `limit` and `actual` are printable and free of secrets. */
export interface Refusal {
  readonly refused: true;
  readonly code: Code;
  readonly message: string;
}

export function refuse(code: Code, message: string): Refusal {
  return { refused: true, code, message };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true;
}
