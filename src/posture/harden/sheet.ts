import type { HardenFile, Reason } from './plan.ts';

const WIDTH = 112;

export interface Head extends Pick<HardenFile, 'name' | 'title' | 'path' | 'mode' | 'install' | 'check' | 'undo'> {
  /** More that whoever installs it has to know first. */
  readonly says?: readonly string[];
  /** How the format begins a comment. */
  readonly comment: '#' | '//';
  /** Stands before everything, such as `#!/bin/sh`. */
  readonly first?: string;
}

/** A file under way: each line is given together with its reason, which stands above it as a comment. */
export class Sheet {
  readonly #head: Head;
  readonly #lines: string[] = [];
  readonly #reasons: Reason[] = [];

  constructor(head: Head) {
    this.#head = head;
  }

  /** What opens or closes a part and needs no reason: `[Service]`, `}`. */
  bare(...lines: readonly string[]): this {
    this.#lines.push(...lines);
    return this;
  }

  /** Lines with their reason. */
  add(why: string, ...lines: readonly string[]): this {
    const indent = /^\s*/.exec(lines[0] ?? '')![0];
    this.#lines.push(...commented(why, this.#head.comment, indent), ...lines);
    this.#reasons.push({ lines: lines.map((line) => line.trim()), why });
    return this;
  }

  /** A comment alone. */
  say(text: string, indent = ''): this {
    this.#lines.push(...commented(text, this.#head.comment, indent));
    return this;
  }

  file(): HardenFile {
    const { comment, first, says = [], ...facts } = this.#head;
    const { name, title, path, mode, install, check, undo } = facts;
    const steps = (what: string, commands: readonly string[]): string[] => [
      `${comment} ${what}:`,
      ...commands.map((command) => `${comment}   ${command}`),
    ];
    const head = [
      ...(first === undefined ? [] : [first]),
      ...commented(
        `${title}. Belongs at ${path}, mode ${mode}. Made by \`keyward harden\`; nothing is installed by itself: read it first.`,
        comment,
      ),
      ...says.flatMap((text) => commented(text, comment)),
      ...steps('Install', install),
      ...steps('Check', check),
      ...steps('Undo', undo),
    ];
    const text = [...head, '', ...this.#lines, ''].join('\n');
    return { name, title, path, mode, text, reasons: this.#reasons, install, check, undo };
  }
}

function commented(text: string, comment: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  // A line end in it would end the comment too.
  for (const word of text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\\]/g, '?').split(' ')) {
    if (line !== '' && line.length + word.length >= WIDTH - indent.length) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `${indent}${comment} ${each}`);
}
