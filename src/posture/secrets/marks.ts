import { basename } from 'node:path';
import { readEnv } from '../bots/files/env-part.ts';
import { readJson } from '../bots/files/json-part.ts';
import { entriesOf, isUnreadable, itemsOf, type Part, textOf } from '../bots/files/part.ts';
import { readYaml } from '../bots/files/yaml-part.ts';

/** What a text says of how its bot trades. */
export interface TextMarks {
  readonly dryRun?: boolean;
  readonly isForTries: boolean;
}

/** The settings of a bot are shorter. */
const LONGEST = 256 * 1024;
const SPEAKS = /sandbox|testnet|demo_?trading|paper|dry_?run/i;
const TRIES = /^(?:use_?|is_?)?(?:sandbox(?:_?mode)?|testnet|demo_?trading|paper(?:_?trading)?)$/i;
const DRY_RUN = /^(?:FREQTRADE__)?dry_?run$/i;
const YES = /^(?:true|1|yes|on)$/i;
const NO = /^(?:false|0|no|off)$/i;
/** What people read says nothing of what a program does. */
const PROSE = /\.(?:md|txt|csv|xml|html|sql|ipynb)$|\.log(?:[.-]|$)/i;
const CODE =
  /\.(?:py|pyw|sh|bash|zsh|fish|ps1|bat|rb|toml|ini|cfg|conf|properties|service)$|^(?:Docker|Container|Proc|Make)/i;
const SLASHED = /\.(?:[cm]?[jt]sx?|json5|go|rs|php|java|kt|cs)$/i;
/** Texts, comments and the rest, at each place the first that fits. */
const HASHED_TOKENS = /("""|''')[\s\S]*?(?:\1|(?![\s\S]))|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|#.*|^[ \t]*;.*/gm;
const SLASHED_TOKENS =
  /`(?:[^`\\]|\\[\s\S])*`?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\/\/.*|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))/gm;
const SET = /\b([a-z_]{5,30})["']?\s{0,4}[:=]\s{0,4}["']?(true|false|1|0|yes|no|on|off)\b/gi;

/** By what is set in it; what stands in a comment is not, and what contradicts itself makes nothing lighter. */
export function marksOf(path: string, text: string): TextMarks {
  if (text.length > LONGEST || !SPEAKS.test(text)) return { isForTries: false };
  const all = setIn(basename(path), text);
  const said = (names: RegExp): boolean | undefined => {
    const values = all.flatMap(([name, value]) =>
      names.test(name.split('.').at(-1)!) && (YES.test(value) || NO.test(value)) ? [YES.test(value)] : [],
    );
    return values.length === 0 ? undefined : values.every(Boolean);
  };
  const dryRun = said(DRY_RUN);
  return { isForTries: said(TRIES) === true, ...(dryRun !== undefined && { dryRun }) };
}

type Set = readonly [name: string, value: string];

function setIn(name: string, text: string): readonly Set[] {
  if (PROSE.test(name)) return [];
  if (CODE.test(name)) return inCode(text, HASHED_TOKENS);
  if (SLASHED.test(name)) return inCode(text, SLASHED_TOKENS);
  // A copy is called as what it is one of: `config.json.bak`.
  if (/\.json(?:[._~-]|$)/i.test(name)) return inPart(readJson(text));
  if (/\.ya?ml(?:[._~-]|$)/i.test(name)) return inPart(readYaml(text));
  // Line by line, for a name that is set twice counts twice.
  return text.split('\n').flatMap((line) => inPart(readEnv(line)));
}

function inPart(read: Part | { readonly unreadable: string }): readonly Set[] {
  if (isUnreadable(read)) return [];
  const within = [...(entriesOf(read) ?? [])].flatMap(([name, part]): Set[] => {
    const value = typeof part.value === 'boolean' ? String(part.value) : textOf(part);
    return value === undefined ? [...inPart(part)] : [[name, value]];
  });
  return [...within, ...itemsOf(read).flatMap(inPart)];
}

function inCode(text: string, tokens: RegExp): readonly Set[] {
  const code = text.replace(tokens, (token) => (/^(["'])\w+(?:=\w+)?\1$/.test(token) ? token : ' '));
  return [...code.matchAll(SET)].map(([, name = '', value = '']) => [name, value]);
}
