import { bare, type Call, CLOSES, type Frame, OPENS, turnOf } from './hook-calls.ts';

/** A command as it was come to. */
export interface Step {
  readonly own: readonly string[];
  /** As they were then. */
  readonly frames: readonly Frame[];
  /** It is come to at each run, as far as the script tells. */
  readonly isOpen: boolean;
}

/** Where what a command stands in ends; without a frame a subshell. */
interface Closing {
  readonly at: number;
  readonly frame?: Frame;
}

const DEEPEST = 30;
/** Calls that are gone through for one script, over all. */
const MOST_WORK = 20_000_000;

/** Tells whether that a command fails ends the script with a failure. What cannot be told is held to end nothing. */
export class Fate {
  readonly #calls: readonly Call[];
  readonly #steps: ReadonlyMap<number, Step>;
  readonly #stops: boolean;
  readonly #mayStop: boolean;
  readonly #turns: readonly number[];
  #depth = 0;
  #work = 0;

  /** `stops`: from its start a failure ends the script; `mayStop`: `set -e` counts. */
  constructor(
    calls: readonly Call[],
    steps: ReadonlyMap<number, Step>,
    { stops, mayStop }: { readonly stops: boolean; readonly mayStop: boolean },
  ) {
    this.#calls = calls;
    this.#turns = calls.map(({ words }) => turnOf(words));
    this.#steps = steps;
    this.#stops = stops;
    this.#mayStop = mayStop;
  }

  endsScript(at: number): boolean {
    if (this.#isTooFar()) return false;
    this.#depth++;
    const isFelt = this.#isFelt(at, at, this.#closings(at), { isFrame: false, mayStop: true });
    this.#depth--;
    return isFelt;
  }

  #isTooFar(): boolean {
    return this.#depth > DEEPEST || this.#work > MOST_WORK;
  }

  /** `set -e` holds where it stands. */
  stopsBy(at: number): boolean {
    return this.#stops || this.#isSetBefore(at);
  }

  /** `set -e` stands before it, where it holds for it. */
  #isSetBefore(at: number): boolean {
    this.#work += this.#steps.size;
    const around = this.#steps.get(at)?.frames ?? [];
    return [...this.#steps].some(([from, { own, frames }]) => {
      if (from >= at || !setsStop(own)) return false;
      const { before, after } = this.#calls[from]!;
      if (/^(?:&&|\|\|?)$/.test(before) || /^[&|]$/.test(after)) return false;
      const isAround = frames.every((one) =>
        around.some(({ kind, from: opened }) => one.from === opened && one.kind === kind),
      );
      return isAround && !this.#closings(from).some(({ frame, at: end }) => !frame && end < at);
    });
  }

  /** The command, or what began at `start` and ended at `end`, fails. `outer`: what it stands in, from the inside. */
  #isFelt(
    start: number,
    end: number,
    outer: readonly Closing[],
    { isFrame, mayStop }: { readonly isFrame: boolean; readonly mayStop: boolean },
  ): boolean {
    const { after } = this.#calls[end] ?? { after: '\n' };
    if (/^[&|`]$/.test(after)) return false;
    const isNegated = this.#isNegated(start, isFrame);
    if (isCondition(outer[0])) return this.#isAsked(end, outer, isNegated);
    if (isNegated) return false;
    if (after === '||') return this.#isEndedBy(end + 1);
    if (mayStop && after !== '&&' && this.#stopsAt(start, outer)) return true;
    const isNext = after === ';' || after === '\n';
    if (isNext && this.#calls[end + 1]?.words.some((word) => word.includes('$?'))) return this.#isRead(end + 1);
    return this.#isLast(end, outer) && this.#isPassedOn(start, outer);
  }

  /** What it stands in ends as it did: what comes of that. */
  #isPassedOn(start: number, [closing, ...more]: readonly Closing[]): boolean {
    if (!closing) return true;
    const { at, frame } = closing;
    if (!frame) return this.#isShellFelt(start, at, more);
    if (frame.kind === 'function') return this.#sites(frame).some((site) => this.endsScript(site));
    if (frame.kind === 'loop' || frame.kind === 'case') return false;
    return this.#isFelt(frame.from, at, more, { isFrame: true, mayStop: false });
  }

  /** A subshell around `start` that ends at `at` fails. */
  #isShellFelt(start: number, at: number, outer: readonly Closing[]): boolean {
    const opener = this.#openerOf(start);
    if (opener === undefined || bare(this.#calls[opener]?.words ?? []).length > 0) return false;
    const [first] = this.#calls[at + 1]?.words ?? [];
    if (first !== undefined && !/^\d*[<>]/.test(first)) return false;
    return this.#isFelt(opener, at + 1, outer, { isFrame: false, mayStop: true });
  }

  /** A failure here ends the script at once, as by `set -e`. */
  #stopsAt(start: number, outer: readonly Closing[], isSet = false): boolean {
    if (!this.#mayStop || this.#isTooFar()) return false;
    const has = isSet || this.stopsBy(start);
    let from = start;
    for (const closing of outer) {
      const { at, frame } = closing;
      if (frame?.kind === 'function') return this.#sites(frame).some((site) => this.#stopsIn(site, has));
      if (isCondition(closing)) return false;
      const opener = frame ? frame.from : this.#openerOf(from);
      // What a substitution runs goes on after a failure.
      if (opener === undefined || (!frame && this.#calls[opener]!.words.some((word) => !LEADS_SHELL.has(word))))
        return false;
      const { after } = this.#calls[frame ? at : at + 1] ?? { after: '\n' };
      if (/^(?:&&|\|\||[|&])$/.test(after) || this.#isNegated(opener, frame !== undefined)) return false;
      from = opener;
    }
    return has;
  }

  /** It does so in a function that is called here. */
  #stopsIn(site: number, isSet: boolean): boolean {
    const outer = this.#closings(site);
    const { after } = this.#calls[site]!;
    if (/^(?:&&|\|\||[|&])$/.test(after) || this.#isNegated(site, false) || isCondition(outer[0])) return false;
    this.#depth++;
    const stops = this.#stopsAt(site, outer, isSet);
    this.#depth--;
    return stops;
  }

  /** It is asked by an `if` whose branch for that ends the script. `isTrue`: the branch is that of `then`. */
  #isAsked(end: number, outer: readonly Closing[], isTrue: boolean): boolean {
    const calls = this.#calls;
    const close = outer[0]?.at ?? calls.length;
    let then = end + 1;
    for (; then < close && calls[then]!.words[0] !== 'then'; then++) {
      const { words, before } = calls[then]!;
      const isEmpty = words.length === 0 && (before === ';' || before === '\n');
      if (!isEmpty && before !== (isTrue ? '||' : '&&')) return false;
    }
    if (!/^[;\n]$/.test(calls[then]?.before ?? '')) return false;
    let other = then + 1;
    for (let depth = turnOf(calls[then]!.words); other < close; other++) {
      const { words } = calls[other]!;
      if (depth === 0 && /^(?:else|elif)$/.test(words[0] ?? '')) break;
      depth += turnOf(words);
    }
    if (isTrue) return this.#fails(then, other, false);
    return calls[other]?.words[0] === 'else' && this.#fails(other, close, true);
  }

  /** What comes behind `||` ends the script. */
  #isEndedBy(from: number): boolean {
    let to = from + 1;
    if (this.#calls[from]?.words[0] === '{')
      for (let depth = turnOf(this.#calls[from]!.words); depth > 0 && to < this.#calls.length; to++)
        depth += turnOf(this.#calls[to]!.words);
    return this.#fails(from, to, true);
  }

  /** These commands end with a failure. `isKept`: the first of them sees how the command before ended. */
  #fails(from: number, to: number, isKept: boolean): boolean {
    let isFirst = true;
    let depth = 0;
    for (let at = from; at < to; at++) {
      const { words, before } = this.#calls[at]!;
      const [first = '', value] = bare(words);
      depth += turnOf(words);
      if (first === 'exit' || first === 'return') {
        const isSame = value === undefined || value === '$?';
        if (isSame ? isKept && isFirst : value !== '0') return this.#isEnd(at, first);
        const isInner = at > from && (before === '&&' || before === '||');
        if (depth <= 1 && !isInner) return false;
      }
      if (first === 'false' && this.endsScript(at)) return true;
      if (first !== '') isFirst = false;
    }
    return false;
  }

  /** An `exit` or `return` with a failure ends the script so. */
  #isEnd(from: number, word: string): boolean {
    const outer = this.#closings(from);
    for (const [place, { at, frame }] of outer.entries()) {
      if (!frame) return this.#isShellFelt(from, at, outer.slice(place + 1));
      if (frame.kind === 'function') {
        if (this.#isTooFar()) return false;
        this.#depth++;
        const isEnd = this.#sites(frame).some((site) =>
          word === 'return'
            ? this.endsScript(site)
            : !/^[&|]$/.test(this.#calls[site]!.after) && this.#isEnd(site, word),
        );
        this.#depth--;
        return isEnd;
      }
      if (/^[&|]$/.test(this.#calls[at]?.after ?? '')) return false;
    }
    return true;
  }

  /** The command at `at` reads how the one before ended. */
  #isRead(at: number): boolean {
    const { words } = this.#calls[at]!;
    const [, name] = /^(\w+)=\$\?$/.exec(words.find((word) => word.endsWith('=$?')) ?? '') ?? [];
    if (name === undefined) return this.#isTested(at, ['$?']);
    const values = [`$${name}`, `\${${name}}`];
    const isUse = (call: Call): boolean =>
      call.words.some((word) => values.includes(word)) && !/^(?:echo|printf)$/.test(bare(call.words)[0] ?? '');
    const use = this.#calls.findIndex((call, place) => place > at && isUse(call));
    return use !== -1 && this.#isTested(use, values);
  }

  #isTested(at: number, values: readonly string[]): boolean {
    const [first = '', value = '', sign = '', number = ''] = bare(this.#calls[at]!.words);
    if (first === 'exit' || first === 'return') return values.includes(value) && this.#isEnd(at, first);
    if (!/^(?:\[{1,2}|test)$/.test(first) || !values.includes(value)) return false;
    const isZero = /^(?:-eq|==?)$/.test(sign) && number === '0';
    const isOther =
      (/^(?:-ne|-gt|!=)$/.test(sign) && number === '0') || (/^(?:-eq|==?|-ge)$/.test(sign) && number === '1');
    if (isZero) return this.endsScript(at);
    if (!isOther) return false;
    const outer = this.#closings(at);
    const isNegated = this.#isNegated(at, false);
    if (isCondition(outer[0])) return this.#isAsked(at, outer, !isNegated);
    return !isNegated && this.#calls[at]!.after === '&&' && this.#isEndedBy(at + 1);
  }

  /** Nothing but what it led to comes behind it, up to the end of what it stands in. */
  #isLast(from: number, [closing]: readonly Closing[]): boolean {
    const to = closing ? (closing.frame ? closing.at : closing.at + 1) : this.#calls.length;
    let end = this.#calls[from]?.after;
    let depth = 0;
    let isOther = false;
    for (let at = from + 1; at < to; at++) {
      const { words, after } = this.#calls[at]!;
      const [first = ''] = words;
      if (OPENS[first] !== undefined) depth++;
      if (depth === 0 && /^(?:else|elif)$/.test(first)) isOther = true;
      const isOnward = end === '&&' || isOther || bare(words).length === 0 || CLOSES.has(first);
      if (!isOnward) return first === 'exit' && words[1] !== '0';
      if (after === '&') return false;
      if (CLOSES.has(first)) depth = Math.max(0, depth - 1);
      end = after;
    }
    return true;
  }

  /** Where a function is called that is come to. */
  #sites({ name }: Frame): readonly number[] {
    this.#work += this.#steps.size;
    return [...this.#steps].flatMap(([at, { own, isOpen }]) => (isOpen && own[0] === name ? [at] : []));
  }

  /** The end of each thing in which a command stands, from the inside. */
  #closings(from: number): readonly Closing[] {
    const frames = [...(this.#steps.get(from)?.frames ?? [])];
    this.#work += this.#calls.length - from;
    const found: Closing[] = [];
    let parens = 0;
    let depth = 0;
    let cases = 0;
    for (let at = from; at < this.#calls.length; at++) {
      const { words, after } = this.#calls[at]!;
      if (at > from) {
        const turn = this.#turns[at]!;
        depth += turn;
        if (turn > 0 && words.includes('case')) cases++;
        if (words[0] === 'esac') cases--;
        const frame = depth < 0 ? frames.pop() : undefined;
        if (frame) found.push({ at, frame });
        depth = Math.max(0, depth);
      }
      if (after === '(') parens++;
      else if (after === ')' && parens > 0) parens--;
      else if (after === ')' && cases <= 0) found.push({ at });
    }
    return found;
  }

  /** The call behind which the subshell opens in which this one stands. */
  #openerOf(from: number): number | undefined {
    let depth = 0;
    for (let at = from; at > 0; at--) {
      const { before } = this.#calls[at]!;
      if (before === ')') depth++;
      if (before === '(' && depth-- === 0) return at - 1;
    }
    return undefined;
  }

  /** `!` stands before it; of a frame, before what opens it. */
  #isNegated(at: number, isFrame: boolean): boolean {
    const { words } = this.#calls[at] ?? { words: [] };
    const leads = words.slice(0, words.length - bare(words).length);
    const parts: string[][] = [[]];
    for (const word of leads) {
      if (OPENS[word] === undefined) parts.at(-1)!.push(word);
      else parts.push([]);
    }
    return parts.at(isFrame ? -2 : -1)?.includes('!') === true;
  }
}

const LEADS_SHELL = new Set([...Object.keys(OPENS), 'then', 'elif', 'else', 'do', '!', 'time']);

const isCondition = (closing: Closing | undefined): boolean => closing?.frame?.kind === 'if' && !closing.frame.isBody;

function setsStop([first, ...rest]: readonly string[]): boolean {
  const end = rest.indexOf('--');
  const options = end === -1 ? rest : rest.slice(0, end);
  return (
    first === 'set' &&
    options.some((word, at) => /^-[a-z]*e/.test(word) || (word === 'errexit' && options[at - 1] === '-o'))
  );
}
