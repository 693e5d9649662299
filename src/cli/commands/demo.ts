import { setTimeout as sleep } from 'node:timers/promises';
import { type DemoStep, runDemo } from '../../app/index.ts';
import type { Log } from '../../core/index.ts';
import type { Context, Register } from '../command.ts';
import { wrap } from '../wrap.ts';

const SCENE_PAUSE_MS = 900;
const STEP_PAUSE_MS = 450;
const INDENT = 11;
const WIDTH = 80;

export const registerDemo: Register = (program, run) => {
  program
    .command('demo')
    .description('a bot, a thief and the off switch, on a practice exchange of its own, in half a minute')
    .option('--fast', 'no pauses')
    .addHelpText(
      'after',
      `
Everything is done for real, over HTTP, in a temporary folder; no line is made
up. It ends by itself. It needs no key, no settings and no network, and touches
no state of yours.

Exit codes: 0 all went as promised, 1 something did not.

With --json: {scenes: [{title, steps: [{who, does, result, asPromised, says}]}],
asPromised, durationMs}

Examples:
  keyward demo
  keyward demo --fast
  keyward --json demo`,
    )
    .action((options: { fast?: true }) =>
      run(async (context) => {
        const isJson = program.opts().json === true;
        const pause = async (ms: number): Promise<void> => {
          if (options.fast || isJson || !context.isTerminal) return;
          await sleep(ms, undefined, { signal: context.stopping }).catch(() => undefined);
        };
        let number = 0;
        const facts = await runDemo({
          clock: context.clock,
          log: silent,
          stopping: context.stopping,
          onScene: async (title) => {
            await pause(SCENE_PAUSE_MS);
            number += 1;
            if (!isJson) for (const line of sceneHead(number, title, context)) context.write(line);
          },
          onStep: async (step) => {
            if (!isJson) for (const line of show(step, context)) context.write(line);
            await pause(STEP_PAUSE_MS);
          },
        });
        const seconds = (facts.durationMs / 1_000).toFixed(1);
        const advice =
          'Keep the exchange key in Keyward alone, and bind it on the exchange to the address of this host.';
        const last = facts.asPromised
          ? `All of it went as Keyward promises, in ${seconds} s.`
          : 'Something did not go as Keyward promises: see above.';
        return {
          exit: facts.asPromised ? 0 : 1,
          lines: ['', last, ...wrap(advice, Math.min(context.columns, WIDTH)), context.style.dim('Next: keyward up')],
          json: facts,
        };
      }),
    );
};

/** What goes wrong on purpose is told in the story. */
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function sceneHead(number: number, title: string, { style, columns }: Context): string[] {
  return [...(number === 1 ? [] : ['']), ...wrap(`${number}. ${title}`, columns, 3).map(style.bold)];
}

function show({ who, does, result, asPromised, says }: DemoStep, { style, columns }: Context): string[] {
  const width = Math.min(columns, WIDTH);
  const word = asPromised
    ? result === 'done'
      ? style.green(result)
      : style.red(result)
    : style.yellow(`${result}: not as promised`);
  const room = width - INDENT;
  const deeds = wrap(does, room - result.length - 2);
  const last = deeds.pop() ?? '';
  const gap = ' '.repeat(Math.max(2, room - last.length - result.length));
  const head = [...deeds, `${last}${gap}${word}`];
  return [
    ...head.map((line, at) => `   ${(at === 0 ? who : '').padEnd(INDENT - 3)}${line}`),
    ...says.flatMap((text) => wrap(text, room).map((line) => ' '.repeat(INDENT) + style.dim(line))),
  ];
}
