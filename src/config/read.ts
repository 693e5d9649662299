import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { KeywardError } from '../core/index.ts';
import { type Problem, scopeProblems } from '../policy/index.ts';
import { type Settings, settingsSchema } from './settings.ts';

export const SETTINGS_FILE = 'keyward.yaml';

/** The file that holds the settings: the one named (which must be there), else `./keyward.yaml`, else the user's. `undefined`: there is none. */
export function findSettings(named: string | undefined, folder: string, configFolder: string): string | undefined {
  if (named !== undefined) {
    const path = resolve(folder, named);
    if (!existsSync(path)) throw new KeywardError('config-missing', `there is no file ${path}`);
    return path;
  }
  return [join(folder, SETTINGS_FILE), join(configFolder, SETTINGS_FILE)].find((path) => existsSync(path));
}

/** Reads and checks a settings file; every problem is told at once, each with file, line, column and path. */
export function readSettings(path: string): Settings {
  return parseSettings(readFileSync(path, 'utf8'), path);
}

/** As `readSettings`, from text; `path` is for the messages. */
export function parseSettings(text: string, path: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    fail(document.errors.map((error) => `${place(error.pos[0])}: ${error.message.split('\n')[0]}`));
  }
  const whereIs = (keys: readonly PropertyKey[]): string => {
    for (let depth = keys.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
      const range = (node as { range?: [number, number, number] } | undefined)?.range;
      if (range) return place(range[0]);
    }
    return path;
  };
  const parsed = settingsSchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) fail(parsed.error.issues.map((issue) => `${whereIs(issue.path)}: ${issueText(issue)}`));
  const problems = crossProblems(parsed.data!);
  if (problems.length > 0) fail(problems.map(({ path: keys, message }) => `${whereIs(keys)}: ${keys.map(String).join('.')}: ${message}`));
  return parsed.data!;
}

function issueText(issue: z.core.$ZodIssue): string {
  const at = issue.path.map(String).join('.');
  const message = issue.message.replace(/^./, (letter) => letter.toLowerCase());
  return at === '' ? message : `${at}: ${message}`;
}

function crossProblems(settings: Settings): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [bot, { key }] of Object.entries(settings.bots)) {
    if (!Object.hasOwn(settings.keys, key)) problems.push({ path: ['bots', bot, 'key'], message: `there is no key ${key} in keys` });
  }
  return [...problems, ...(settings.scopes ? scopeProblems(settings.bots, settings.scopes) : [])];
}

function fail(lines: readonly string[]): never {
  throw new KeywardError('config-invalid', lines[0]!, { lines: lines.slice(1) });
}
