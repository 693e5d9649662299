import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../source-tree.ts';

/** What a step of a client came to. */
export type StepResult =
  | { readonly ok: true; readonly ids: readonly string[] }
  | { readonly ok: false; readonly error: string; readonly message: string };

/** A client at work, in this process or another. */
export interface Session {
  step(name: string): Promise<StepResult>;
  close(): Promise<void>;
}

/** Starts a script of test/python (see steps.py) with its settings. */
export function pythonSession(python: string, script: string, settings: object): Session {
  const child = spawn(python, ['-u', join(root, 'test', 'python', script)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  child.stdin.on('error', () => {});
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.write(`${JSON.stringify(settings)}\n`);
  const step = async (name: string): Promise<StepResult> => {
    child.stdin.write(`${name}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error(`${script} ended at "${name}": ${complaints}`);
    return JSON.parse(value) as StepResult;
  };
  return {
    step,
    close: async () => {
      child.stdin.end();
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await closed;
      clearTimeout(late);
    },
  };
}
