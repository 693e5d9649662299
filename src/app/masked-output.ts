import { scrub } from '../core/index.ts';
import { LineMasks } from '../scan/index.ts';

/** No secret is longer, in bytes; what could be the beginning of one waits for what follows. */
const LONGEST_SECRET = 8_192;
/** A line that is longer goes on before it ends. */
const LONGEST_LINE = 65_536;

const LF = 10;
const CR = 13;

/**
 * The output of a program with every known secret masked, and whatever the scan finds there, line by line, so that one that arrives in pieces is
 * found. A line without an end (a question) is shown once it ends, or with the end of the output.
 */
export class MaskedOutput {
  #held: Buffer = Buffer.alloc(0);
  #lineMasks: LineMasks | undefined;

  /** What may be shown now. */
  take(chunk: Buffer): Buffer {
    const all = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const end = Math.max(all.lastIndexOf(LF), all.lastIndexOf(CR)) + 1;
    const lines = this.#found(masked(all.subarray(0, end)));
    const rest = all.subarray(end);
    if (rest.length <= LONGEST_LINE) {
      this.#held = rest;
      return lines;
    }
    // Masked as a whole before it is parted, so that no secret is cut in two.
    const whole = masked(rest);
    const part = endOfToken(whole, Math.max(0, whole.length - LONGEST_SECRET));
    this.#held = whole.subarray(part);
    return Buffer.concat([lines, this.#found(whole.subarray(0, part))]);
  }

  /** What was held back. */
  end(): Buffer {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    return this.#found(masked(rest));
  }

  /** With what the scan finds masked too; known secrets are masked before, for their mask is the same everywhere. */
  #found(bytes: Buffer): Buffer {
    if (bytes.length === 0) return bytes;
    this.#lineMasks ??= new LineMasks();
    return this.#lineMasks.mask(bytes);
  }
}

/** A place before this one where no token goes on; this one where the token is longer than any secret. */
function endOfToken(bytes: Buffer, place: number): number {
  let at = place;
  while (at > 0 && place - at < LONGEST_SECRET && /[\w+/=-]/.test(String.fromCharCode(bytes[at - 1]!))) at--;
  return at > 0 && place - at < LONGEST_SECRET ? at : place;
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
