import { type CST, Parser } from 'yaml';

/** How deep the parts of a YAML text lie in each other, found without recursion: what reads it afterwards does recurse, and must not run out of stack. */
export function yamlDepth(text: string): number {
  let deepest = 0;
  for (const document of new Parser().parse(text)) {
    const open: [token: CST.Token, depth: number][] = [[document, 0]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [token, depth] = next;
      deepest = Math.max(deepest, depth);
      for (const part of partsOf(token)) open.push([part, depth + 1]);
    }
  }
  return deepest;
}

function partsOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value]).filter((part) => part !== undefined && part !== null);
}
