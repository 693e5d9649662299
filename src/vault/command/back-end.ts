import { z } from 'zod';
import { KeywardError } from '../../core/index.ts';
import { backEnd, type VaultContext } from '../back-end.ts';
import { fields, variable } from '../flat-names.ts';
import type { Parts } from '../names.ts';
import { readDocument, writeDocument } from '../payload.ts';
import { runProgram } from '../program.ts';
import { plainWordsOf } from '../said.ts';
import { readWholeOrParts } from '../whole-or-parts.ts';

const argv = z
  .array(z.string().max(2000))
  .min(1)
  .max(100)
  .refine(([program]) => program !== '', 'names no program');

const schema = z
  .strictObject({
    run: z
      .union([
        argv.describe('The program and its arguments; it writes the document to its output.'),
        z.strictObject({ key: argv, secret: argv, passphrase: argv.optional() }).describe('A command for each part.'),
      ])
      .describe('No shell reads it: `[op, read, "op://vault/item/field"]`.'),
    write: argv.optional().describe('A command that takes the new document from its input, when Keyward changes it.'),
    pass: z
      .array(variable)
      .max(50)
      .default([])
      .describe('Variables of Keyward that the command gets too, beside PATH and HOME.'),
    timeoutMs: z.int().min(100).max(120_000).default(10_000).describe('How long it may take.'),
    everySeconds: z.int().min(1).max(86_400).default(300).describe('How often Keyward looks for a changed credential.'),
    fields,
  })
  .refine(({ run, write }) => write === undefined || Array.isArray(run), {
    path: ['write'],
    message: 'what is read by a command for each part cannot be written by one',
  })
  .describe('The output of a program: `op`, `pass`, `sops`, or one of your own.');

type Settings = z.infer<typeof schema>;

/** Whatever a program prints. It runs as Keyward's user, with what `pass` names of its environment and nothing else of it. */
export const command = backEnd({
  id: 'command',
  schema,
  fields: (settings) => settings.fields ?? {},
  isRemote: true,
  open: (settings, context) => {
    const { run, write } = settings;
    const { names } = context;
    const [whole, where] = Array.isArray(run) ? [run, whereOf(run)] : [undefined, whereOf(run.secret)];
    return {
      where,
      lookEveryMs: settings.everySeconds * 1000,
      read: async (): Promise<Parts> => {
        if (!Array.isArray(run)) {
          const commands: Readonly<Record<string, readonly string[] | undefined>> = run;
          const item = { key: 'key', secret: 'secret', ...(run.passphrase && { passphrase: 'passphrase' }) };
          const output = (part: string): Promise<Buffer> => outputOf(commands[part] ?? [], settings, context);
          return readWholeOrParts(item, names, (part) => `${whereOf(commands[part] ?? [])} (${part})`, output);
        }
        return readDocument(await outputOf(run, settings, context), names, where);
      },
      ...(write &&
        whole && {
          write: async (parts: Parts) => {
            const document = writeDocument(await outputOf(whole, settings, context), names, parts, where);
            try {
              (await outputOf(write, settings, context, document)).fill(0);
            } finally {
              document.fill(0);
            }
          },
        }),
    };
  },
});

/** The program alone: its arguments may say more than a message needs. */
function whereOf([program = '']: readonly string[]): string {
  return `the command ${program}`;
}

/** What it prints when it ends well. Of one that fails how, and the plain words of the first line that it said. */
async function outputOf(
  argv: readonly string[],
  { timeoutMs, pass }: Settings,
  { folder, variables }: VaultContext,
  input?: Buffer,
): Promise<Buffer> {
  const passed = ['PATH', 'HOME', ...pass].flatMap((name) => {
    const value = variables[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const where = whereOf(argv);
  const { output, said, failure } = await runProgram({
    argv,
    folder,
    variables: Object.fromEntries(passed),
    timeoutMs,
    where,
    ...(input && { input }),
  });
  // One that was given the document may quote any word of it.
  const line = failure === undefined || input ? void said.fill(0) : plainWordsOf(said);
  if (failure === undefined) return output;
  output.fill(0);
  throw new KeywardError('vault-unreached', `${where} failed (${failure})`, {
    lines: [
      ...(line === undefined ? [] : [`it said: ${line}`]),
      'run it by hand, as the user of Keyward, to see all that it says',
    ],
  });
}
