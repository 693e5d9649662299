import type { Code, Entry } from './code.ts';
import { type Bindings, textWithHoles } from './texts.ts';

const HOLE = '\u0000';

/** The same program with the roundabout ways of setting a field written out: computed names, `Object.assign`, `Reflect.set`, `setattr`, `__dict__`. */
export function plainProgram(program: Code, bindings: Bindings): Code {
  const visit = (code: Code): Code => rewritten(inside(code, visit), bindings);
  return visit(program);
}

function inside(code: Code, visit: (code: Code) => Code): Code {
  const entries = (list: readonly Entry[]): Entry[] => list.map(({ key, value }) => ({ key, value: visit(value) }));
  switch (code.k) {
    case 'name':
    case 'text':
    case 'import':
      return code;
    case 'member':
      return { ...code, of: visit(code.of), ...(code.by === undefined ? {} : { by: visit(code.by) }) };
    case 'join':
    case 'other':
      return { ...code, parts: code.parts.map(visit) };
    case 'object':
      return { ...code, entries: entries(code.entries) };
    case 'call': {
      const named = code.named === undefined ? {} : { named: entries(code.named) };
      return { ...code, to: visit(code.to), args: code.args.map(visit), ...named };
    }
    case 'set':
      return { ...code, to: visit(code.to), value: visit(code.value) };
    case 'class':
      return { ...code, bases: code.bases.map(visit), body: code.body.map(visit) };
    case 'function':
      return { ...code, body: code.body.map(visit) };
  }
}

function rewritten(code: Code, bindings: Bindings): Code {
  if (code.k === 'member') return memberOf(code, bindings);
  if (code.k === 'set' && code.to.k === 'member') return { ...code, to: aliasOf(code.to, bindings) };
  return code.k === 'call' ? callOf(code, bindings) : code;
}

const knownText = (code: Code | undefined, bindings: Bindings): string | undefined => {
  const text = code === undefined ? HOLE : textWithHoles(code, bindings);
  return text.includes(HOLE) ? undefined : text;
};

function memberOf(code: Code & { k: 'member' }, bindings: Bindings): Code {
  // `(u := x.urls)['api']`.
  const of = code.of.k === 'set' ? code.of.value : code.of;
  const key = code.key ?? knownText(code.by, bindings);
  // Below these an object has its own fields.
  if (key === '__dict__' || key === '__proto__') return of;
  return { ...code, of, ...(key === undefined ? {} : { key }) };
}

/** `const u = x.urls; u.api = …` sets `x.urls.api`. */
function aliasOf(to: Code & { k: 'member' }, bindings: Bindings): Code {
  const visit = (code: Code): Code => {
    if (code.k === 'member') return { ...code, of: visit(code.of) };
    const values = code.k === 'name' ? (bindings.get(code.name) ?? []) : [];
    const [value] = values;
    return values.length === 1 && value?.k === 'member' && namesUrls(value) ? value : code;
  };
  return visit(to);
}

const namesUrls = (code: Code): boolean => code.k === 'member' && (code.key === 'urls' || namesUrls(code.of));

function callOf(code: Code & { k: 'call' }, bindings: Bindings): Code {
  const { to, args, named = [], line } = code;
  const name = to.k === 'name' ? to.name : to.k === 'member' ? (to.key ?? '') : '';
  const owner = to.k === 'member' && to.of.k === 'name' ? to.of.name : '';
  const [first, second, third] = args;
  const sets = (onto: Code, entries: readonly Entry[]): Code => ({
    k: 'other',
    line,
    parts: [
      code,
      ...entries.map(({ key, value }): Code => ({ k: 'set', to: { k: 'member', of: onto, key, line }, value, line })),
    ],
  });
  const one = (onto: Code | undefined, key: Code | undefined, value: Code | undefined): Code => {
    const text = knownText(key, bindings);
    return onto && value && text !== undefined ? sets(onto, [{ key: text, value }]) : code;
  };
  if ((name === 'vars' || name === 'getPrototypeOf') && first) return first;
  if (name === 'defineProperty' || name === 'patch.object') return one(first, second, third);
  if (name === 'set' && owner === 'Reflect') return one(first, second, third);
  if (name === 'object' && owner === 'patch') return one(first, second, third);
  if (name === 'setattr' && to.k === 'name') return one(first, second, third);
  if (name === '__setattr__' && to.k === 'member') return third ? one(first, second, third) : one(to.of, first, second);
  if (name === 'assign' && owner === 'Object' && first && second?.k === 'object') return sets(first, second.entries);
  if (name === 'update' && to.k === 'member' && !namesUrls(to.of)) {
    const given = first?.k === 'object' ? first.entries : named;
    if (given.length > 0) return sets(to.of, given);
  }
  if (name === 'type' && third?.k === 'object' && second) {
    const body = third.entries.map(
      ({ key, value }): Code => ({ k: 'set', to: { k: 'name', name: key, line }, value, line }),
    );
    return {
      k: 'class',
      name: knownText(first, bindings) ?? '',
      bases: second.k === 'other' ? second.parts : [second],
      body,
      line,
    };
  }
  return name === 'join' && to.k === 'member' ? joinOf(code, to.of, bindings) : code;
}

/** `['a', 'b'].join('')` and `''.join(['a', 'b'])`. */
function joinOf(code: Code & { k: 'call' }, of: Code, bindings: Bindings): Code {
  const [first] = code.args;
  const [list, between] = of.k === 'other' ? [of, knownText(first, bindings)] : [first, knownText(of, bindings)];
  return list?.k === 'other' && between === '' ? { k: 'join', parts: list.parts, line: code.line } : code;
}
