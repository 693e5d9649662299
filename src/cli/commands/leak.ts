import type { Command } from 'commander';
import {
  damagedLeaks,
  encodeCredential,
  keyPage,
  type LeakOutline,
  type LeakProgress,
  type LeakRequest,
  type LeakRun,
  type LeakWish,
  leakAnew,
  leakOfFinding,
  leakSteps,
  leaksUnderWay,
  nextLeakStep,
  openLeak,
  outlineLeak,
} from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import { clean, cleanJson } from '../clean.ts';
import type { Context, GlobalOptions, Output, Register } from '../command.ts';
import { confirm, planOnly } from '../confirm.ts';
import { takeCredential } from '../credential-input.ts';
import { fileLines } from '../kept-file.ts';
import { sinceOf, tellUnused } from '../leak-beginning.ts';
import { endLines, shownSays, stepLines } from '../leak-lines.ts';
import { paragraph } from '../paragraph.ts';
import { Pause } from './leak-pause.ts';
import { Silence } from './leak-silence.ts';
import { registerStatus } from './leak-status.ts';

/** What is at work before the first step, and after the last. */
const OPENING = 'begin';
const CLOSING = 'journal';

const help = `
Steps: halt, revoke, prove-dead, replace, close, account, find, clean, report.
Each is said, timed, on disk before the next, and stands in the journal; after a
crash or Ctrl-C, keyward leak resume goes on. The key is revoked before anything
else that takes time: by API where the settings name a master key that can, else
by you on the page that is named, and the exchange is asked until it is gone. A
journal or a disk that fails keeps no step waiting. close cancels all orders
with the new key, the bots' stops too, and says which; with --flat positions are
closed and holdings sold too. account lists what the journal does not know since
--since (a time with its zone like 2026-11-20T08:00Z, a day in UTC, or 36h, 3d;
if absent, since the first commit that holds the value, else a week), with what
it may have cost; what others did whom keyward watch declares is not in it. find
looks for the value itself in this folder, that of the settings, each --search
folder, their histories, and the places of this machine where keys are left
behind. clean gives commands and rewrites nothing. report writes one folder:
report.md, report.html, letters, evidence, SHA256SUMS; no secret in it.

--finding takes an id of keyward scan. Where no key of the settings is it, the
leak is called found-ID, and replace, close and account are skipped: Keyward
holds no key of that account. Exchanges are asked only for keys found whole.

One process at a time works on the leak of a key; a second one halts the bots,
and says who it is. keyward up, halt, key list and doctor say what is under way.
A key that is refused without a word why is dead within 15 minutes of the last
time it worked from here; one that is deleted later needs --unproven. The halt
stands while another key that leaked may be alive, whatever is resumed.

Exit codes: 0 all is done, 1 a step failed, 2 called wrongly, 3 it waits, or the
old key, or another of this name, is not proven dead, 130 stopped by Ctrl-C.

Examples:
  keyward leak main
  keyward leak main --since 36h --reason "the .env was pushed" --yes
  keyward leak main --file new-key.json --search ../bot
  keyward leak --finding 0f1e2d3c4b5a6978
  keyward leak status
  keyward leak resume main

With --json a line for each step: {id, key, step, state, says, at, tookMs,
needs?, next?}; state done, skipped, failed, waits. status: {leaks: [{id, key,
exchange, startedAt, death, next?, folder}]}.`;

const resumeHelp = `
It takes the options of keyward leak that steps wait for: --file, --code,
--revoked, --unproven, --uncompared, --without-new. Exit codes as there.

Examples:
  keyward leak resume
  keyward leak resume main --file new-key.json

With --json a line for each step, as keyward leak prints them.`;

interface Options {
  readonly since?: string;
  readonly finding?: string;
  readonly reason?: string;
  readonly flat?: boolean;
  readonly search?: readonly string[];
  readonly to?: string;
  readonly file?: string;
  readonly code?: string;
  readonly revoked?: boolean;
  readonly unproven?: boolean;
  readonly uncompared?: boolean;
  readonly withoutNew?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const registerLeak: Register = (program, run) => {
  const leak = program
    .command('leak [key]')
    .usage('[options] <key> | status [key] | resume [key]')
    .description('what to do when a key has leaked: revoke, prove, replace, close, account for it, find it, report it')
    .option('--since <time>', 'from when on somebody else may have had it: a time, or 36h, 3d')
    .option(
      '--finding <id>',
      'what keyward scan has found under this id: in this folder, --search folders, or their histories',
    )
    .option('--reason <text>', 'how it leaked; it stands in the journal and the report')
    .option('--flat', 'close positions and sell holdings too')
    .option('--search <folder>', 'one more folder to look for the value in', collected)
    .option('--to <folder>', 'where report and evidence go')
    .option('--file <path>', 'the new key, made by hand; - is standard input')
    .option('--code <code>', 'a one-time code, where the exchange asks for one')
    .option('--revoked', 'the old key has been deleted by hand')
    .option('--unproven', 'go on although the old key is not proven dead')
    .option('--uncompared', 'the new key is right, though it can be compared with nothing')
    .option('--without-new', 'go on without a new key')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only show what would be done')
    .addHelpText('after', help)
    .action((key: string | undefined, options: Options) =>
      run((context) => beginLeak(context, program.opts(), key, options)),
    );
  leak
    .command('resume [key]')
    .description('go on where it was cut off; it takes the options of leak that steps wait for')
    .addHelpText('after', resumeHelp)
    .action((key: string | undefined, _options: unknown, command: Command) =>
      run((context) => resumeLeak(context, program.opts(), key, command.optsWithGlobals())),
    );
  registerStatus(leak, program, run);
};

function collected(one: string, all: readonly string[] = []): readonly string[] {
  return [...all, one];
}

async function beginLeak(
  context: Context,
  global: GlobalOptions,
  name: string | undefined,
  options: Options,
): Promise<Output> {
  const session = context.session(global);
  const { finding } = options;
  const { key, found } = await leakingOf(context, session, name, options);
  if (key === undefined) throw new KeywardError('usage', 'name the key that leaked: keyward leak KEY');
  if (name !== undefined && name !== key)
    throw new KeywardError('usage', `the finding ${finding} is ${key}, not ${name}`);
  const outline = outlineLeak(session, key, found);
  const sinceMs = options.since === undefined ? undefined : sinceOf(options.since, context.clock.nowMs());
  const plan = [
    ...planLines(outline, options),
    ...(sinceMs === undefined || outline.underWay
      ? []
      : [`What it did since ${new Date(sinceMs).toISOString().slice(0, 16)}Z is looked at.`]),
  ];
  if (options.dryRun) return planOnly(context, plan);
  // What is under way was confirmed when it began.
  if (outline.underWay) tellUnused(context, options, outline.underWay);
  else await confirm(context, { plan, word: key, yes: options.yes });
  return runLeak(context, global, options, {
    key,
    why: options.reason ?? '',
    depth: options.flat ? 'flat' : 'cancel',
    folders: options.search ?? [],
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(finding === undefined ? {} : { finding }),
    ...(found ? { found } : {}),
    ...(options.to === undefined ? {} : { folder: options.to }),
  });
}

/** The key that is named, or what a scan has found. */
async function leakingOf(
  context: Context,
  session: ReturnType<Context['session']>,
  name: string | undefined,
  { finding, search = [] }: Options,
): Promise<{ readonly key: string | undefined; readonly found?: LeakRequest['found'] }> {
  const { stopping } = context;
  if (finding === undefined) return { key: name };
  const { key, found, unread = [] } = await leakOfFinding(session, { id: finding, folders: search, stopping });
  if (unread.length > 0) for (const line of paragraph(unreadText(finding, unread), context.columns)) context.say(line);
  return { key, ...(found ? { found } : {}) };
}

/** It is worked on all the same: whichever key it is, it is to be dead soon. */
function unreadText(finding: string, unread: readonly string[]): string {
  const names = unread.map((name) => clean(name)).join(' or ');
  return `The finding ${clean(finding)} may be ${names}, which cannot be read here. Nothing is replaced then: if it is, \`keyward leak ${clean(unread[0]!)}\` does that too.`;
}

function resumeLeak(
  context: Context,
  global: GlobalOptions,
  name: string | undefined,
  options: Options,
): Promise<Output> {
  const session = context.session(global);
  const plans = leaksUnderWay(session);
  const open = plans.map(({ key }) => key);
  const [only, ...others] = name === undefined ? open : open.filter((key) => key === name);
  const damaged = damagedLeaks(session).find(({ key }) => name === undefined || key === undefined || key === name);
  if (only === undefined && damaged)
    throw new KeywardError('state-corrupt', `${damaged.path} cannot be read: nobody knows how far that leak is`, {
      lines: [`${leakAnew(damaged.key ?? name ?? 'KEY')} begins it anew: it halts all bots first, and keeps the file.`],
    });
  if (only === undefined)
    throw new KeywardError('usage', name === undefined ? 'no leak is under way' : `no leak of ${name} is under way`);
  if (others.length > 0) throw new KeywardError('usage', `name one of ${open.join(', ')}`);
  tellUnused(context, options, plans.find(({ key }) => key === only)!);
  return runLeak(context, global, options, { key: only, why: '', depth: 'cancel', folders: [] });
}

function planLines({ isDamaged, ...outline }: LeakOutline, options: Options): string[] {
  const lost = `The file of an earlier leak of ${outline.key} cannot be read: it is kept under another name, and all begins anew.`;
  return [...(isDamaged ? [lost] : []), ...stepsOf(outline, options)];
}

function stepsOf({ key, exchangeName, url, way, underWay, asked }: LeakOutline, { flat }: Options): string[] {
  if (underWay)
    return [
      `The leak of ${key}, begun ${underWay.startedAt.slice(0, 16)}Z, is taken up: ${nextLeakStep(underWay)} is next.`,
    ];
  if (asked)
    return [
      `All bots are halted. Then you revoke it (${exchangeName}, no key of the settings) at ${url}.`,
      asked.length === 0
        ? 'Keyward can ask nobody whether it is dead then.'
        : `Keyward asks whether it is dead then: ${asked.map(({ exchange, hosts }) => `${exchange} (${hosts.join(', ')})`).join('; ')}.`,
      'It replaces nothing, and cancels and reads nothing in that account.',
      'The value is looked for in files, histories and on this machine, and a report is written.',
    ];
  return [
    `All bots are halted. Then the key ${key} at ${exchangeName} is revoked, ${way === 'api' ? 'by API' : `by you, at ${url}`}, and proven dead.`,
    'A new key takes its place. With it all open orders are cancelled, the kill switch stands for this account, and its history is read.',
    ...(flat ? ['Positions are closed at the market, and holdings sold.'] : []),
    'The value is looked for in files, histories and on this machine, and a report is written.',
  ];
}

async function runLeak(
  context: Context,
  global: GlobalOptions,
  options: Options,
  request: LeakRequest,
): Promise<Output> {
  const isJson = global.json === true;
  const silence = new Silence([...leakSteps, OPENING, CLOSING], clean(request.key));
  silence.begin(OPENING);
  try {
    return await runWatched(context, global, options, request, silence, isJson);
  } finally {
    silence.end();
  }
}

async function runWatched(
  context: Context,
  global: GlobalOptions,
  options: Options,
  request: LeakRequest,
  silence: Silence,
  isJson: boolean,
): Promise<Output> {
  const run = await openLeak(context.session(global), request, {
    tell: (step, says) => {
      silence.heard();
      for (const line of paragraph(`${step}: ${shownSays(says)}`, context.columns)) context.say(line);
    },
    unrecorded: () => context.say('The disk does not take it: it goes on, but cannot be taken up after a crash.'),
    stopping: context.stopping,
  });
  try {
    return await goOn(context, run, { key: request.key, options, isJson, global, silence });
  } finally {
    silence.begin(CLOSING);
    const why = await run.close();
    if (why !== undefined) context.say(`The journal does not have all of it: ${clean(why)}. The next run tries again.`);
  }
}

interface Job {
  readonly key: string;
  readonly options: Options;
  readonly isJson: boolean;
  readonly global: GlobalOptions;
  readonly silence: Silence;
}

/** Step after step until it ends, or waits for what nobody gives. */
async function goOn(context: Context, run: LeakRun, job: Job): Promise<Output> {
  const { options, isJson, key, silence } = job;
  const standing: LeakWish = {
    ...(options.revoked ? { revoked: true } : {}),
    ...(options.unproven ? { unproven: true } : {}),
    ...(options.withoutNew ? { withoutNew: true } : {}),
    ...(options.uncompared ? { uncompared: true } : {}),
  };
  let wish: LeakWish = options.code === undefined ? standing : { ...standing, code: options.code };
  const pause = new Pause(context);
  const met = new Set<string>();
  for (let told = ''; run.next !== undefined; ) {
    silence.begin(run.next);
    const progress = await run.go(wish);
    silence.begin();
    wish = standing;
    const says = `${progress.step} ${progress.state} ${progress.says}`;
    const isNews = says !== told;
    told = says;
    if (isNews && isJson) context.write(cleanJson(JSON.stringify(progress)));
    if (isNews && !isJson) for (const line of stepLines(context, progress)) context.write(line);
    if (progress.state === 'failed' && progress.next === progress.step) return stopped(context, run, job, 1);
    if (context.stopping.aborted && run.next !== undefined) return stopped(context, run, job, 3);
    if (progress.state !== 'waits') continue;
    if (progress.needs === 'revoked-by-hand' || progress.needs === 'time') {
      if (!(await pause.wait(progress, isNews))) return stopped(context, run, job, 3);
      continue;
    }
    const more = met.has(`${progress.says}`) ? undefined : await meet(context, progress, job);
    met.add(progress.says);
    if (more === undefined) return stopped(context, run, job, 3, progress.needs);
    wish = { ...standing, ...more };
  }
  const { plan } = run;
  const isFailed = nextLeakStep(plan) !== undefined;
  const lines = isJson ? [] : [...endLines(context, plan), ...fileLines(context, options.file)];
  const { id, death, folder } = plan;
  return {
    exit: isFailed ? 1 : plan.death === 'dead' && !plan.old.others?.length ? 0 : 3,
    lines,
    json: { id, key, death, folder, isDone: !isFailed },
  };
}

function stopped(
  context: Context,
  { plan, next }: LeakRun,
  { key, isJson }: Job,
  exit: 1 | 3,
  needs?: LeakProgress['needs'],
): Output {
  const loud = plan.death === 'alive' ? `${context.style.red('THE OLD KEY STILL WORKS.')} ` : '';
  const resume = `keyward leak resume ${key}`;
  const goesOn =
    needs === 'credential'
      ? `It goes on with \`${resume} --file NEW.json\`, or with \`${resume} --without-new\`.`
      : `It goes on with \`${resume}\`.`;
  const lines = paragraph(`${loud}${goesOn}`, context.columns);
  return { exit, lines: isJson ? [] : lines, json: { id: plan.id, key, death: plan.death, next, isDone: false } };
}

/** Gives a step what it waits for; `undefined` when nobody can. */
async function meet(
  context: Context,
  { needs }: LeakProgress,
  { key, options, global }: Job,
): Promise<LeakWish | undefined> {
  if (needs === 'code') {
    const code = await context.ask('One-time code: ');
    return code === undefined ? undefined : { code: code.trim() };
  }
  if (needs === 'uncompared') {
    const typed = await context.ask(`Type ${key} if the new key is right all the same: `);
    return typed?.trim() === key ? { uncompared: true } : undefined;
  }
  if (needs !== 'credential' && needs !== 'stored-by-hand') return undefined;
  const page = keyPage(context.session(global), key);
  const talk = (lines: readonly string[]): void => {
    for (const line of lines.flatMap((text) => paragraph(text, context.columns, 2))) context.say(line);
  };
  if (needs === 'stored-by-hand') {
    talk(page.byHand);
    return (await context.ask('Press Enter when it is there: ')) === undefined ? undefined : {};
  }
  if (options.file === undefined) {
    if (!context.isTerminal) return undefined;
    talk(page.lines);
  }
  return { credential: encodeCredential(await takeCredential(context, page.exchange, options.file)) };
}
