import { scrub } from '../core/index.ts';

/** What is read of the first line, in bytes, and what is shown of it, in characters. */
const MOST_READ = 2_000;
const MOST_SHOWN = 200;
/** Shorter than any key of an exchange. */
const SHORT = 12;
const MASK = '[…]';

/**
 * The first line that a program said of its failure, in which whatever looks like a key is masked: all that is long and no plain word, unless it
 * stands in its own command line, which every user of this host can see. `undefined` when nothing is left of it. Zeroes the bytes.
 */
export function firstLineOf(said: Buffer, argv: readonly string[]): string | undefined {
  try {
    const text = said.subarray(0, MOST_READ).toString('utf8');
    const line = text.split(/[\r\n]+/).find((each) => each.trim() !== '');
    // One that was cut may end in half of a secret, which is masked as such all the same.
    const clean = scrub(line ?? '')
      .replaceAll(/\u001b\[[0-9;]*[A-Za-z]|\p{C}/gu, '')
      .trim();
    const masked = clean.replaceAll(/[A-Za-z0-9+/=_-]+/g, (run) => (isPlain(run, argv) ? run : MASK));
    return masked.replaceAll(MASK, '').trim() === '' ? undefined : masked.slice(0, MOST_SHOWN);
  } finally {
    said.fill(0);
  }
}

/** Words: of small letters, of capitals, joined like `AccessDenied`, or a short number; a random key is none of them. */
const PLAIN = /^(?:\d{0,4}|[A-Z]{1,12}|[A-Z]?[a-z]{1,18}|(?:[A-Z][a-z]{2,}){2,5})$/;

function isPlain(run: string, argv: readonly string[]): boolean {
  if (run.length < SHORT || argv.some((word) => word.includes(run))) return true;
  return run.split(/[/_=-]+/).every((part) => PLAIN.test(part));
}
