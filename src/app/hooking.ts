import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { KeywardError } from '../core/index.ts';
import { askOfHooks } from '../scan/index.ts';
import {
  baselineOf,
  callsKeyward,
  type HookCall,
  type HookName,
  hookNames,
  hookScript,
  isOurs,
  KEPT,
} from './hook-script.ts';

export interface HookRequest {
  /** Somewhere in the working tree. */
  readonly folder: string;
  readonly program: { readonly node: string; readonly main: string };
  readonly baseline?: string;
}

export interface HookState {
  readonly hook: HookName;
  readonly path: string;
  /** `ours` looks through; `old` does so by a call that has changed since; `calls`: somebody else's, which calls Keyward; `other` does not. */
  readonly is: 'ours' | 'old' | 'calls' | 'other' | 'absent';
  /** A hook that was there before, and is called first. */
  readonly kept?: string;
  /** The baseline of one that Keyward wrote. */
  readonly baseline?: string;
}

export interface HookReport {
  readonly top: string;
  /** Where git looks for hooks. */
  readonly folder: string;
  /** Who else has that folder: nobody, whoever clones the repository, or every repository that names it. */
  readonly reach: 'repository' | 'tracked' | 'shared';
  readonly hooks: readonly HookState[];
}

interface Place extends Omit<HookReport, 'hooks'> {
  readonly call: HookCall;
}

/** What git runs before a commit and a push. Throws `usage` outside of a working tree. */
export async function hookStatus(request: HookRequest): Promise<HookReport> {
  const place = await placeOf(request);
  return reportOf(place, request.baseline === undefined ? 'any' : 'this');
}

/** Puts the hooks in, those that were there before are called first; a second time it changes nothing. */
export async function installHooks(request: HookRequest): Promise<HookReport> {
  const place = await placeOf(request);
  refuseManagers(place.folder);
  const states = reportOf(place).hooks;
  for (const { hook, path, is, kept } of states)
    if (is === 'other' && kept !== undefined)
      throw new KeywardError('usage', `${path} is none of Keyward's, and ${hook}${KEPT} is there as well`, {
        lines: ['Join the two, or move one away, then install again.'],
      });
  mkdirSync(place.folder, { recursive: true });
  for (const { hook, path, is } of states) {
    if (is === 'ours' || is === 'calls') continue;
    if (is === 'other') renameSync(path, path + KEPT);
    write(path, hookScript(hook, place.call));
  }
  return reportOf(place);
}

/** Takes the hooks away, and puts those back that were there before; those of others stay as they are. */
export async function uninstallHooks(request: HookRequest): Promise<HookReport> {
  const place = await placeOf(request);
  for (const { path, is, kept } of reportOf(place).hooks) {
    if (is !== 'ours' && is !== 'old') continue;
    if (kept === undefined) rmSync(path);
    else renameSync(kept, path);
  }
  return reportOf(place);
}

async function placeOf({ folder, program, baseline }: HookRequest): Promise<Place> {
  const top = await askOfHooks(folder, ['rev-parse', '--show-toplevel']).catch((error: unknown) => {
    throw new KeywardError('usage', `${folder} is in no working tree of git`, { cause: error });
  });
  if (top === '') throw new KeywardError('usage', `${folder} is in no working tree of git`);
  // From the top: a relative folder of hooks is meant from there.
  const hooks = resolve(top, await askOfHooks(top, ['rev-parse', '--git-path', 'hooks']));
  const common = resolve(top, await askOfHooks(top, ['rev-parse', '--git-common-dir']));
  const reach = isWithin(common, hooks) ? 'repository' : isWithin(resolve(top), hooks) ? 'tracked' : 'shared';
  const asked = baseline === undefined ? {} : { baseline: relative(top, resolve(folder, baseline)) || '.' };
  const call: HookCall = reach === 'tracked' ? asked : { ...asked, program };
  return { top: resolve(top), folder: hooks, reach, call };
}

const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

/** `baseline`: which one a hook is to have to be ours. */
function reportOf({ call, ...place }: Place, baseline: 'this' | 'any' = 'this'): HookReport {
  const hooks = hookNames.map((hook): HookState => {
    const path = join(place.folder, hook);
    const kept = existsSync(path + KEPT) ? { kept: path + KEPT } : {};
    const script = scriptAt(path);
    const own = script !== undefined && isOurs(script) ? baselineOf(script) : undefined;
    const wanted = baseline === 'any' && own !== undefined ? { ...call, baseline: own } : call;
    return { hook, path, is: stateOf(script, hook, wanted), ...kept, ...(own === undefined ? {} : { baseline: own }) };
  });
  return { ...place, hooks };
}

/** A link that leads nowhere is somebody else's. */
function scriptAt(path: string): string | undefined {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function stateOf(script: string | undefined, hook: HookName, call: HookCall): HookState['is'] {
  if (script === undefined) return 'absent';
  if (isOurs(script)) return script === hookScript(hook, call) ? 'ours' : 'old';
  return callsKeyward(script) ? 'calls' : 'other';
}

/** Folders that a program writes anew at each install, so that ours would be gone. */
function refuseManagers(folder: string): void {
  if (!/(?:^|[\\/])\.husky(?:[\\/]_)?$/.test(folder)) return;
  throw new KeywardError(
    'usage',
    `husky makes the hooks of this repository (${folder}), and would make them anew without Keyward`,
    {
      lines: [
        'Add a line to .husky/pre-commit:  keyward hook run pre-commit',
        'and one to .husky/pre-push:       keyward hook run pre-push -- "$@"',
      ],
    },
  );
}

function write(path: string, script: string): void {
  const fresh = `${path}.new-keyward`;
  writeFileSync(fresh, script, { mode: 0o755 });
  chmodSync(fresh, 0o755);
  renameSync(fresh, path);
}
