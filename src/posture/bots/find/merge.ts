import { posix } from 'node:path';
import type { Files } from '../files/files.ts';
import type { BotKind, BotProcess, FoundBot } from '../found.ts';
import { resolved } from './command.ts';
import type { ComposeCommand } from './compose-command.ts';
import { composePaths, startedIn } from './composed.ts';
import { type Candidate, kindOfScript, scriptOf } from './processes.ts';
import { type Project, projectsIn } from './project.ts';
import type { Unit } from './units.ts';

interface Growing {
  readonly kind: BotKind;
  readonly name: string;
  readonly folder?: string;
  readonly processes: BotProcess[];
  readonly startedBy: Set<string>;
  readonly settingsFiles: Set<string>;
}

/** Puts together what folders, units and processes tell of the same bot. */
export class Findings {
  readonly #files: Files;
  readonly #bots: Growing[];

  constructor(files: Files, projects: readonly Project[]) {
    this.#files = files;
    this.#bots = projects.map(growing);
  }

  bots(): FoundBot[] {
    return this.#bots
      .map(({ startedBy, settingsFiles, processes, ...bot }) => ({
        ...bot,
        processes: [...processes].sort((a, b) => a.pid - b.pid),
        startedBy: [...startedBy].sort(),
        settingsFiles: [...settingsFiles].sort(),
      }))
      .sort((a, b) => (a.name === b.name ? a.kind.localeCompare(b.kind) : a.name < b.name ? -1 : 1));
  }

  async addUnit({ name, path, file, command }: Unit): Promise<void> {
    const folder = file.folder;
    if (command.compose !== undefined) {
      const said = file.environment.findLast((one) => one.name === 'COMPOSE_FILE')?.value.split(':') ?? [];
      const { compose } = command;
      await this.#addComposed({ ...compose, files: compose.files.length > 0 ? compose.files : said }, folder, path);
      return;
    }
    const script = await scriptOf(this.#files, command, folder);
    const kind = command.kind ?? (await this.#kindAt(script, command.language));
    if (kind === undefined) return;
    const at = folder ?? (script === undefined ? undefined : posix.dirname(script));
    const bot = await this.#botOf(kind, at, name);
    bot.startedBy.add(path);
    await this.#addSettings(bot, command, folder);
    for (const one of file.environmentFiles) bot.settingsFiles.add(one);
  }

  async addProcess({ process: started, command, script, ...candidate }: Candidate): Promise<void> {
    if (command.compose !== undefined) {
      await this.#addComposed(command.compose, started.folder, undefined);
      return;
    }
    const kind = candidate.kind ?? (await this.#kindAt(script, command.language));
    if (kind === undefined) return;
    const own = kind === 'ccxt' || kind === 'nautilus';
    const at = own && script !== undefined ? posix.dirname(script) : started.folder;
    const byUnit = started.unit === undefined ? undefined : this.#startedByUnit(started.unit, kind);
    const name = started.container ?? started.unit ?? started.program;
    const bot = byUnit ?? (await this.#botOf(kind, at, name));
    bot.processes.push(started);
    await this.#addSettings(bot, command, started.folder);
  }

  /** The bots that compose files start, by the files that a unit or a process names. */
  async #addComposed(command: ComposeCommand, folder: string | undefined, unit: string | undefined): Promise<void> {
    const paths = await composePaths(this.#files, command, folder, unit ?? 'a process of docker compose');
    const started = (await Promise.all(paths.map((path) => startedIn(this.#files, path)))).flat();
    for (const kind of new Set(started.map((one) => one.kind))) {
      const at = started.find((one) => one.kind === kind)?.folder;
      const bot = await this.#botOf(kind, at, unit ?? 'docker compose');
      for (const path of unit === undefined ? paths : [unit, ...paths]) bot.startedBy.add(path);
    }
  }

  #startedByUnit(unit: string, kind: BotKind): Growing | undefined {
    return this.#bots.find(
      (bot) => bot.kind === kind && [...bot.startedBy].some((path) => posix.basename(path) === unit),
    );
  }

  /** A script is a bot by what it imports, or by being the start of a bot whose folder it stands in. */
  async #kindAt(script: string | undefined, language: 'python' | 'node' | undefined): Promise<BotKind | undefined> {
    if (script === undefined || language === undefined) return undefined;
    const starts: readonly (readonly [BotKind, RegExp])[] = [
      ['octobot', /^start\.py$/],
      ['passivbot', /^(?:main|passivbot)\.py$/],
    ];
    for (const [kind, pattern] of starts) {
      const isInside = this.#bots.some(
        (bot) => bot.kind === kind && bot.folder !== undefined && isBelow(script, bot.folder),
      );
      if (isInside && pattern.test(posix.basename(script))) return kind;
    }
    return kindOfScript(this.#files, script, language);
  }

  /** The bot of this kind in this folder or nearest above it; a new one where there is none. */
  async #botOf(kind: BotKind, folder: string | undefined, name: string): Promise<Growing> {
    if (folder === undefined || folder === '/') return this.#named(kind, name);
    const near = (bots: readonly Growing[]) =>
      bots
        .filter((bot) => bot.kind === kind && bot.folder !== undefined && isBelow(folder, bot.folder))
        .sort((a, b) => (b.folder as string).length - (a.folder as string).length)[0];
    const known = near(this.#bots);
    if (known !== undefined) return known;
    const projects = await projectsIn(this.#files, folder);
    const project = projects.find((one) => one.kind === kind && one.folder === folder) ?? {
      kind,
      folder,
      settingsFiles: [],
      startedBy: [],
    };
    const bot = growing(project);
    this.#bots.push(bot);
    return bot;
  }

  #named(kind: BotKind, name: string): Growing {
    const known = this.#bots.find((bot) => bot.kind === kind && bot.name === name);
    if (known !== undefined) return known;
    const bot = { kind, name, processes: [], startedBy: new Set<string>(), settingsFiles: new Set<string>() };
    this.#bots.push(bot);
    return bot;
  }

  async #addSettings(bot: Growing, command: Candidate['command'], folder: string | undefined): Promise<void> {
    const paths = [
      ...command.settings,
      ...(await Promise.all(command.settingsFolders.map((one) => this.#settingsIn(one, folder)))).flat(),
    ];
    for (const path of paths.map((one) => resolved(one, folder))) if (path !== undefined) bot.settingsFiles.add(path);
  }

  async #settingsIn(userFolder: string, folder: string | undefined): Promise<readonly string[]> {
    const path = resolved(userFolder, folder);
    if (path === undefined) return [];
    return (await this.#files.list(path))
      .filter((name) => /^config.*\.json$/i.test(name))
      .map((name) => posix.join(path, name));
  }
}

const isBelow = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

function growing({ kind, folder, settingsFiles, startedBy }: Project): Growing {
  return {
    kind,
    name: folder,
    folder,
    processes: [],
    startedBy: new Set(startedBy),
    settingsFiles: new Set(settingsFiles),
  };
}
