/** A program as far as it matters here, of JavaScript, TypeScript or Python alike. `line` is from 1. */
export type Code =
  | { readonly k: 'name'; readonly name: string; readonly line: number }
  | { readonly k: 'text'; readonly text: string; readonly line: number }
  /** `key` is absent where it does not stand there; `by`: what it is made of. */
  | { readonly k: 'member'; readonly of: Code; readonly key?: string; readonly by?: Code; readonly line: number }
  /** Texts that are put together. */
  | { readonly k: 'join'; readonly parts: readonly Code[]; readonly line: number }
  | { readonly k: 'object'; readonly entries: readonly Entry[]; readonly line: number }
  | {
      readonly k: 'call';
      readonly to: Code;
      readonly args: readonly Code[];
      readonly named?: readonly Entry[];
      readonly line: number;
    }
  /** An assignment or a declaration with a value. */
  | { readonly k: 'set'; readonly to: Code; readonly value: Code; readonly line: number }
  | {
      readonly k: 'class';
      readonly name: string;
      readonly bases: readonly Code[];
      readonly body: readonly Code[];
      readonly line: number;
    }
  | { readonly k: 'function'; readonly name: string; readonly body: readonly Code[]; readonly line: number }
  | { readonly k: 'import'; readonly module: string; readonly names: readonly Imported[]; readonly line: number }
  /** Whatever else; `parts` stand inside of it. */
  | { readonly k: 'other'; readonly parts: readonly Code[]; readonly line: number };

export interface Entry {
  readonly key: string;
  readonly value: Code;
}

/** `imported` is `*` for the module itself. */
export interface Imported {
  readonly imported: string;
  readonly local: string;
}

/** What stands directly inside of it. */
export function partsOf(code: Code): readonly Code[] {
  switch (code.k) {
    case 'name':
    case 'text':
    case 'import':
      return [];
    case 'member':
      return [code.of];
    case 'join':
    case 'other':
      return code.parts;
    case 'object':
      return code.entries.map(({ value }) => value);
    case 'call':
      return [code.to, ...code.args, ...(code.named ?? []).map(({ value }) => value)];
    case 'set':
      return [code.to, code.value];
    case 'class':
      return [...code.bases, ...code.body];
    case 'function':
      return code.body;
  }
}

/** Every piece of it, the outer before the inner. */
export function* everyPart(code: Code): Generator<Code> {
  const open: Code[] = [code];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    open.push(...[...partsOf(next)].reverse());
  }
}
