import { type LeakPlan, type LeakProgress, lossText, othersText } from '../app/index.ts';
import { clean, cleanAll } from './clean.ts';
import type { Context } from './command.ts';
import { paragraph, WIDEST } from './paragraph.ts';
import { wrap } from './wrap.ts';

const STEP_WIDTH = 10;
/** Before what a step says: its mark, its name, and two spaces after each. */
const INDENT = 4 + 2 + STEP_WIDTH + 2;

/** So much of what an exchange sends is shown; the evidence has all of it. */
const LONGEST = 4_000;

/** What a step says, as it may be shown: some of it comes from outside. */
export function shownSays(says: string): string {
  const more = says.length - LONGEST;
  return clean(more > 0 ? `${says.slice(0, LONGEST)} (${more} more characters)` : says);
}

/** One step as it ended, or as it waits. */
export function stepLines({ style, columns }: Context, progress: LeakProgress): string[] {
  const { step, state, says, tookMs } = progress;
  const mark = {
    done: style.green('done'),
    skipped: style.yellow('skip'),
    waits: style.yellow('wait'),
    failed: style.red('fail'),
  }[state];
  const took = state === 'waits' ? '' : ` (${(tookMs / 1_000).toFixed(1)} s)`;
  const [first = '', ...more] = wrap(`${shownSays(says)}${took}`, Math.max(20, Math.min(columns, WIDEST) - INDENT));
  return [`${mark}  ${step.padEnd(STEP_WIDTH)}  ${first}`, ...more.map((line) => `${' '.repeat(INDENT)}${line}`)];
}

/** What there is to know of a leak at one look. */
export function leakLines({ style, columns }: Context, given: LeakPlan, next: string | undefined): string[] {
  const plan = cleanAll(given);
  const { account, places, death, key, exchangeName, startedAt } = plan;
  const dead =
    death === 'dead' ? style.green('dead') : style.red(death === 'alive' ? 'STILL ALIVE' : 'not proven dead');
  const began = startedAt.slice(0, 16).replace('T', ' ');
  return [
    ...paragraph(
      `${style.bold(key)} (${exchangeName}), begun ${began} UTC: the old key is ${dead}; ${next === undefined ? 'all steps are done' : `next: ${next}`}.`,
      columns,
    ),
    ...(account === undefined
      ? []
      : paragraph(
          `${account.acts.length} things that the book does not know since ${account.since.slice(0, 16).replace('T', ' ')} UTC${account.loss ? `, loss: ${lossText(account)}` : ''}.`,
          columns,
          2,
        )),
    ...(places === undefined || places.places.length === 0
      ? []
      : paragraph(`It stands at ${places.places.length + places.more} places.`, columns, 2)),
    ...(next === undefined
      ? paragraph(`Report and evidence: ${plan.folder}`, columns, 2)
      : [`  keyward leak resume ${key}`]),
  ];
}

/** What is left to its owner, at the end. */
export function endLines({ style, columns }: Context, plan: LeakPlan): string[] {
  const { key, folder, notes, death, account } = plan;
  const others = othersText(plan);
  const failed = [...new Set(notes.map(({ step }) => step))].filter(
    (step) => notes.findLast((note) => note.step === step)?.state === 'failed',
  );
  const isGone = account?.acts.some(({ to }) => to !== undefined) === true;
  return [
    '',
    ...(death === 'dead'
      ? []
      : paragraph(
          `${style.red('The old key is not proven dead.')} Look at the page of the exchange that it is gone.`,
          columns,
        )),
    ...(others === '' ? [] : paragraph(style.red(clean(others)), columns)),
    ...(failed.length === 0
      ? []
      : paragraph(
          `${style.red(`Not done: ${failed.join(', ')}.`)} \`keyward leak resume ${key}\` tries again.`,
          columns,
        )),
    ...paragraph(
      `Next: ${isGone ? 'send support.txt to the exchange NOW, for what left may still be held; ' : ''}read report.md in ${folder}; clean the histories that it names; \`keyward resume\` and \`keyward halt run\` when you know how it leaked.`,
      columns,
    ),
  ];
}
