import { scrub } from '../core/index.ts';

/** No secret is longer, in bytes; what could be the beginning of one waits for what follows. */
const LONGEST_SECRET = 8_192;
/** A line that is longer goes on before it ends. */
const LONGEST_LINE = 65_536;

const LF = 10;
const CR = 13;

/**
 * The output of a program with every known secret masked, line by line, so that one that arrives in pieces is found. A line without an end
 * (a question) is shown once it ends, or with the end of the output.
 */
export class MaskedOutput {
  #held: Buffer = Buffer.alloc(0);

  /** What may be shown now. */
  take(chunk: Buffer): Buffer {
    const all = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const end = Math.max(all.lastIndexOf(LF), all.lastIndexOf(CR)) + 1;
    const [lines, rest] = [all.subarray(0, end), all.subarray(end)];
    if (rest.length <= LONGEST_LINE) {
      this.#held = rest;
      return masked(lines);
    }
    // Masked as a whole before it is parted, so that no secret is cut in two.
    const shown = masked(rest);
    const part = Math.max(0, shown.length - LONGEST_SECRET);
    this.#held = shown.subarray(part);
    return Buffer.concat([masked(lines), shown.subarray(0, part)]);
  }

  /** What was held back. */
  end(): Buffer {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    return masked(rest);
  }
}

/** Bytes that are no UTF-8 stay as they are. */
function masked(bytes: Buffer): Buffer {
  if (bytes.length === 0) return bytes;
  const text = bytes.toString('utf8');
  const encoding = Buffer.from(text, 'utf8').equals(bytes) ? 'utf8' : 'latin1';
  const before = encoding === 'utf8' ? text : bytes.toString('latin1');
  const after = scrub(before);
  return after === before ? bytes : Buffer.from(after, encoding);
}
