import type { Find } from './find.ts';
import { Judge } from './judge.ts';
import { merged } from './redact.ts';
import { hiddenOf, Labels } from './redact-labels.ts';
import { rules } from './rules/index.ts';
import { keyward } from './rules/keyward/rule.ts';

/** So much of what was shown last says whose a value is, in bytes. */
const BEFORE = 2 * 1024;
const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----/;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----/;
/** A line of base64, with what a log writes before it; a short one is the last. */
const OF_KEY = /^[^\n]{0,120}?[A-Za-z0-9+/]{20,}={0,2}[\s"',\\nr+]{0,12}$|^\s*[A-Za-z0-9+/]{1,20}={0,2}\s*$/;
/** Lines of a block that are no part of the key, or masked already. */
const BESIDE = /^\s*$|^(?:Proc-Type|DEK-Info|Comment): [\w,-]+\s*$|\[(?:secret|private key[^\]]{0,8})\]\s*$/;
/** A word alone, and no end of a key. */
const WORD = /^\s*[A-Za-z]?[a-z]{3,}\s*$/;
/** A line of a key alone, where the block is open. */
const BODY = /[A-Za-z0-9+/]{4,}={0,2}(?=[\s"',\\nr+]{0,12}$)/;

/**
 * Masks in lines what the scan finds there, with what was shown before as its context, and holds nothing back: of a private key each line, once its
 * first was seen; of a seed phrase over two lines the second. Bot keys are shown: they are the bot's own.
 */
export class LineMasks {
  readonly #judge = new Judge(rules);
  readonly #labels = new Labels();
  #before: Buffer = Buffer.alloc(0);
  #isInKey = false;

  /** Whole lines, or a piece of one that is too long. */
  mask(lines: Buffer): Buffer {
    if (lines.length === 0) return lines;
    const all = Buffer.concat([this.#before, lines]);
    const from = this.#before.length;
    const hidden = merged(this.#judge.judge(all, '').filter(isOfOthers).map(hiddenOf));
    this.#before = Buffer.from(all.subarray(Math.max(0, all.length - BEFORE)));
    const pieces: Buffer[] = [];
    let at = from;
    for (const { start, end, kind, text } of hidden) {
      if (end <= at) continue;
      pieces.push(all.subarray(at, Math.max(at, start)), Buffer.from(this.#labels.mask(kind, text)));
      at = end;
    }
    const shown = at === from ? lines : Buffer.concat([...pieces, all.subarray(at)]);
    const safe = this.#isInKey || shown.includes('PRIVATE KEY-----') ? this.#withoutKeys(shown) : shown;
    // The end of a key may be masked with all of it.
    if (this.#isInKey && END.test(lines.toString('latin1', Math.max(lines.lastIndexOf('BEGIN'), 0))))
      this.#isInKey = false;
    return safe;
  }

  /** Without the lines of a private key that is not whole yet. */
  #withoutKeys(bytes: Buffer): Buffer {
    const lines = bytes.toString('latin1').split(/(?<=\n)/);
    const shown = lines.map((line) => {
      const isBegin = BEGIN.test(line);
      if (this.#isInKey && !isBegin) {
        if (END.test(line) || WORD.test(line) || (!OF_KEY.test(line) && !BESIDE.test(line))) this.#isInKey = false;
        return OF_KEY.test(line) && !WORD.test(line) ? line.replace(BODY, '[private key]') : line;
      }
      this.#isInKey = isBegin && !END.test(line);
      return line;
    });
    return Buffer.from(shown.join(''), 'latin1');
  }
}

/** Whether a find is no bot key by its rule or its look, and no secret of one. */
const isOfOthers = ({ rule, found: { part, text } }: Find): boolean =>
  rule !== keyward &&
  !(
    part === 'key' &&
    keyward.shapes.some(
      ({ length: [least, most], pattern }) =>
        text.length >= least && text.length <= most && pattern?.test(text) === true,
    )
  );
