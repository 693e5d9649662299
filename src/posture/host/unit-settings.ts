import { type UnitLine, unitLines } from '../bots/files/unit-file.ts';
import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask, isThere, textOf } from './asking.ts';

/** Where units of the system stand; the first that has one counts (systemd.unit(5)). */
export const unitFolders: readonly string[] = [
  '/etc/systemd/system.control',
  '/run/systemd/system.control',
  '/run/systemd/transient',
  '/run/systemd/generator.early',
  '/etc/systemd/system',
  '/etc/systemd/system.attached',
  '/run/systemd/system',
  '/run/systemd/system.attached',
  '/run/systemd/generator',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
  '/run/systemd/generator.late',
];

/** What a unit starts its program with. */
export interface UnitSettings {
  /** The account, `root`, or that it has a user of its own. */
  readonly user: string;
  /** Of `Group=` and `SupplementaryGroups=`: names or numbers. */
  readonly groups: readonly string[];
  /** Nothing can start it. */
  readonly isMasked: boolean;
}

const OWN_USER = 'a user of its own (DynamicUser)';
const asked = ['LoadState', 'User', 'Group', 'DynamicUser', 'SupplementaryGroups', 'ExecStartEx'] as const;

/** As a running systemd says, drop-ins and all; else as the files of the unit say. */
export async function lookUnitSettings(eyes: Eyes, unit: string): Promise<Sight<UnitSettings | 'absent'>> {
  const shown = await ask(eyes, ['systemctl', 'show', '--no-pager', '-p', asked.join(','), '--', unit]);
  const told = 'seen' in shown && shown.seen.status === 0 ? readShown(shown.seen.out) : undefined;
  return told === undefined ? lookUnitFiles(eyes, unit) : seen(`systemctl show ${unit}`, told);
}

/** What `systemctl show` says; `undefined` where it has not loaded the unit, or does not tell enough. */
export function readShown(text: string): UnitSettings | undefined {
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/^(\w+)=(.*)$/gm))
    if (!values.has(name)) values.set(name, value);
  const of = (name: (typeof asked)[number]): string => values.get(name) ?? '';
  if (of('LoadState') === 'masked') return { user: '', groups: [], isMasked: true };
  if (of('LoadState') !== 'loaded' || asked.some((name) => !values.has(name) && name !== 'ExecStartEx'))
    return undefined;
  // Without these, what is started as root whoever is named is not seen.
  const flags = [...of('ExecStartEx').matchAll(/ ; flags=([^;]*) ;/g)].map(([, all = '']) => all.trim().split(/\s+/));
  if (flags.length === 0) return undefined;
  const isRaised = flags.some((all) => all.includes('privileged') || all.includes('no-setuid'));
  return settingsOf(of('User'), of('DynamicUser'), isRaised, [of('Group'), of('SupplementaryGroups')]);
}

function settingsOf(user: string, dynamic: string, isRaised: boolean, groups: readonly string[]): UnitSettings {
  const isDynamic = /^(?:yes|y|true|t|on|1)$/i.test(dynamic);
  // Of a user by name an account is taken, where there is one.
  const named = user === '' && isDynamic ? OWN_USER : /^0*$/.test(user) ? 'root' : user;
  return {
    user: isRaised ? 'root' : named,
    groups: groups.flatMap((one) => one.split(/\s+/)).filter((one) => one !== ''),
    isMasked: false,
  };
}

/** The file that counts, and its drop-ins, as systemd would read them. */
export async function lookUnitFiles(eyes: Eyes, unit: string): Promise<Sight<UnitSettings | 'absent'>> {
  const fragment = await fragmentOf(eyes, unit);
  if ('unseen' in fragment) return fragment;
  if (fragment.seen === 'absent') return seen(fragment.by, 'absent');
  const { path, text } = fragment.seen;
  if (text === '') return seen(path, { user: '', groups: [], isMasked: true });
  const dropIns = await dropInsOf(eyes, unit, await ownName(eyes, path));
  if ('unseen' in dropIns) return dropIns;
  const texts = [{ file: path, text }];
  for (const file of dropIns.seen) {
    const one = await unitText(eyes, file);
    if ('unseen' in one) return one;
    texts.push({ file, text: one.seen ?? '' });
  }
  const by = texts.map(({ file }) => file).join(', ');
  const settings = readUnitFiles(texts, unit);
  return settings === undefined
    ? unseen(by, `who starts ${unit} hangs on words that are not followed here`)
    : seen(by, settings);
}

/** `undefined` where it has specifiers that are not known here. */
export function readUnitFiles(
  texts: readonly { readonly file: string; readonly text: string }[],
  unit: string,
): UnitSettings | undefined {
  const lines = texts.flatMap(({ file, text }) => unitLines(file, text)).filter(({ section }) => section === 'Service');
  const all = (name: string): readonly string[] => since(lines.filter((line) => line.name === name));
  const expand = expanderOf(unit);
  const user = expand(all('User').at(-1) ?? '');
  const groups = [all('Group').at(-1) ?? '', ...all('SupplementaryGroups')].map(expand);
  if ([user, ...groups].some((one) => /[\\%]/.test(one))) return undefined;
  const isRaised = all('ExecStart').some((command) => /^[@:|-]*[+!]/.test(command));
  return settingsOf(user, all('DynamicUser').at(-1) ?? '', isRaised, groups);
}

/** What is not known here, such as the instance of a template without one, stays as it is. */
function expanderOf(unit: string): (text: string) => string {
  const [, prefix = unit, instance = ''] = /^(.*?)(?:@(.*))?\.service$/.exec(unit) ?? [];
  const values: Readonly<Record<string, string>> = {
    p: prefix,
    ...(instance === '' ? {} : { i: instance, I: instance }),
  };
  return (text) => text.replace(/%(.?)/g, (word, letter: string) => values[letter] ?? word);
}

/** An empty value takes back what stood before. */
function since(lines: readonly UnitLine[]): readonly string[] {
  return lines.slice(lines.findLastIndex(({ value }) => value === '') + 1).map(({ value }) => value);
}

/** `grid@.service` of `grid@a.service`. */
const templateOf = (unit: string): string => unit.replace(/@[^.]*\./, '@.');

type Fragment = { readonly path: string; readonly text: string };

async function fragmentOf(eyes: Eyes, unit: string): Promise<Sight<Fragment | 'absent'>> {
  for (const name of new Set([unit, templateOf(unit)]))
    for (const folder of unitFolders) {
      const path = `${folder}/${name}`;
      const text = await unitText(eyes, path);
      if ('unseen' in text) return text;
      if (text.seen !== undefined) return seen(path, { path, text: text.seen });
    }
  return seen(unit, 'absent');
}

/** Its text; empty where it leads to /dev/null, `undefined` where there is none. */
async function unitText(eyes: Eyes, path: string): Promise<Sight<string | undefined>> {
  const text = await textOf(eyes, path);
  if ('seen' in text) return text;
  return (await leadsTo(eyes, path)) === '/dev/null' ? seen(path, '') : text;
}

async function leadsTo(eyes: Eyes, path: string): Promise<string | undefined> {
  const facts = await eyes.look(path);
  if ('fault' in facts || facts.kind !== 'link') return undefined;
  const ran = await ask(eyes, ['readlink', '-f', path]);
  return 'seen' in ran && ran.seen.status === 0 ? ran.seen.out.trim() : undefined;
}

/** The name of the file itself, where the unit is another name for it. */
async function ownName(eyes: Eyes, path: string): Promise<string | undefined> {
  return (await leadsTo(eyes, path))?.split('/').at(-1);
}

/** In the order of their names, whichever folder they stand in; of two with one name that of the first folder counts. */
async function dropInsOf(eyes: Eyes, unit: string, own: string | undefined): Promise<Sight<readonly string[]>> {
  const names = own?.endsWith('.service') ? [unit, own] : [unit];
  const special = [...new Set(names.flatMap(dropInNames))];
  const places = [
    ...unitFolders.flatMap((folder) => special.map((name) => `${folder}/${name}.d`)),
    ...unitFolders.map((folder) => `${folder}/service.d`),
  ];
  const found = new Map<string, string>();
  for (const place of places) {
    const files = await eyes.list(place);
    if ('fault' in files) {
      if (files.fault === 'missing') continue;
      return unseen(place, `${place} could not be read, and may say more: run keyward check with sudo`);
    }
    for (const file of files) if (file.endsWith('.conf') && !found.has(file)) found.set(file, `${place}/${file}`);
  }
  return seen(
    'drop-ins',
    [...found.keys()].sort(byBytes).flatMap((file) => found.get(file) ?? []),
  );
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : 1);

/** `a-b@i.service`, `a-b@.service`, and `a-.service` of `a-b@i.service`. */
function dropInNames(unit: string): readonly string[] {
  const prefix = unit.replace(/@.*$|\.service$/, '');
  const starts = [...prefix.matchAll(/-/g)].map(({ index }) => `${prefix.slice(0, index + 1)}.service`).reverse();
  return [...new Set([unit, templateOf(unit), ...starts])].filter((name) => name !== `${prefix}`);
}

/** The unit of the system whose file that is. */
export function systemUnit(path: string): string | undefined {
  const at = path.lastIndexOf('/');
  return unitFolders.includes(path.slice(0, at)) && path.endsWith('.service') ? path.slice(at + 1) : undefined;
}

/** Where its file is, if it can be told. */
export async function unitFile(eyes: Eyes, unit: string): Promise<string | undefined> {
  for (const name of new Set([unit, templateOf(unit)]))
    for (const folder of unitFolders) if (await isThere(eyes, `${folder}/${name}`)) return `${folder}/${name}`;
  return undefined;
}
