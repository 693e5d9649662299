import { tsPlugin } from '@sveltejs/acorn-typescript';
import { type Options, Parser } from 'acorn';
import type { Code, Entry, Imported } from './code.ts';

const OPTIONS: Options = {
  ecmaVersion: 'latest',
  locations: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowHashBang: true,
};
const parsers = {
  plain: Parser,
  typed: Parser.extend(tsPlugin()),
  typedMarkup: Parser.extend(tsPlugin({ jsx: true })),
};

interface Node {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number } };
  readonly [field: string]: unknown;
}

/** The program of a file of JavaScript or TypeScript by its name; throws for what is neither. Nothing of it is run. */
export function parseScript(file: string, text: string): Code {
  let fault: unknown;
  for (const parser of parsersFor(file))
    for (const sourceType of ['module', 'script'] as const) {
      try {
        return codeOf(parser.parse(text, { ...OPTIONS, sourceType }) as unknown as Node);
      } catch (error) {
        fault ??= error;
      }
    }
  throw fault;
}

/** A file of settings: JSON that may have comments and commas too many. */
export function parseSettings(text: string): Code {
  const body = text.replace(/^\ufeff/, '');
  return codeOf(Parser.parseExpressionAt(body, 0, OPTIONS) as unknown as Node);
}

function parsersFor(file: string): (typeof Parser)[] {
  if (/\.[cm]?ts$/.test(file)) return [parsers.typed];
  return /\.[cm]?js$/.test(file) ? [parsers.plain, parsers.typedMarkup] : [parsers.typedMarkup];
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const lineOf = (node: Node): number => node.loc?.start.line ?? 1;
const nodesOf = (value: unknown): Node[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
const codesOf = (value: unknown): Code[] => nodesOf(value).map(codeOf);
const nothing = (line: number): Code => ({ k: 'other', parts: [], line });
const oneOf = (value: unknown, line: number): Code => (isNode(value) ? codeOf(value) : nothing(line));

/** Nodes that only wrap an expression. */
const WRAPPERS = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
  'ParenthesizedExpression',
  'ChainExpression',
  'AwaitExpression',
  'ExpressionStatement',
]);

function codeOf(node: Node): Code {
  const line = lineOf(node);
  if (WRAPPERS.has(node.type)) return oneOf(node['expression'] ?? node['argument'], line);
  switch (node.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return { k: 'name', name: String(node['name']), line };
    case 'ThisExpression':
      return { k: 'name', name: 'this', line };
    case 'Literal':
      return typeof node['value'] === 'string' ? { k: 'text', text: node['value'], line } : nothing(line);
    case 'TemplateLiteral':
      return templateOf(node);
    case 'BinaryExpression':
      return node['operator'] === '+'
        ? { k: 'join', parts: [oneOf(node['left'], line), oneOf(node['right'], line)], line }
        : otherOf(node);
    case 'MemberExpression':
      return memberOf(node);
    case 'ObjectExpression':
      return objectOf(node);
    case 'CallExpression':
    case 'NewExpression':
      return { k: 'call', to: oneOf(node['callee'], line), args: codesOf(node['arguments']), line };
    case 'ImportExpression':
      return { k: 'call', to: { k: 'name', name: 'require', line }, args: codesOf(node['source']), line };
    default:
      return statementOf(node);
  }
}

function statementOf(node: Node): Code {
  const line = lineOf(node);
  switch (node.type) {
    case 'VariableDeclarator':
      return node['init'] ? setOf(node['id'], node['init'], line) : nothing(line);
    case 'AssignmentExpression':
      return setOf(node['left'], node['right'], line);
    case 'PropertyDefinition':
      return { k: 'set', to: { k: 'name', name: keyOf(node) ?? '', line }, value: oneOf(node['value'], line), line };
    case 'MethodDefinition': {
      const body = codesOf(node['value']);
      return { k: 'function', name: keyOf(node) ?? '', body, line };
    }
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const id = node['id'];
      return { k: 'function', name: isNode(id) ? String(id['name']) : '', body: codesOf(node['body']), line };
    }
    case 'ClassDeclaration':
    case 'ClassExpression': {
      const id = node['id'];
      const body = isNode(node['body']) ? codesOf(node['body']['body']) : [];
      return { k: 'class', name: isNode(id) ? String(id['name']) : '', bases: codesOf(node['superClass']), body, line };
    }
    case 'ImportDeclaration':
      return importOf(node);
    case 'TSImportEqualsDeclaration':
      return tsImportOf(node);
    default:
      return otherOf(node);
  }
}

/** What a type says is no code. */
function otherOf(node: Node): Code {
  const parts: Code[] = [];
  if (/^TS(Type|Interface|Literal|Union|Function|Array|Index)/.test(node.type)) return nothing(lineOf(node));
  for (const [name, value] of Object.entries(node))
    if (name !== 'loc' && name !== 'typeAnnotation' && name !== 'typeParameters') parts.push(...codesOf(value));
  return { k: 'other', parts, line: lineOf(node) };
}

function keyOf(node: Node): string | undefined {
  const key = node['key'];
  if (!isNode(key)) return undefined;
  if (node['computed'] !== true && (key.type === 'Identifier' || key.type === 'PrivateIdentifier'))
    return String(key['name']);
  return key.type === 'Literal' ? String(key['value']) : undefined;
}

function memberOf(node: Node): Code {
  const line = lineOf(node);
  const of = oneOf(node['object'], line);
  const property = node['property'];
  if (!isNode(property)) return { k: 'member', of, line };
  if (node['computed'] !== true) return { k: 'member', of, key: String(property['name']), line };
  return property.type === 'Literal'
    ? { k: 'member', of, key: String(property['value']), line }
    : { k: 'member', of, by: codeOf(property), line };
}

function templateOf(node: Node): Code {
  const line = lineOf(node);
  const inner = nodesOf(node['expressions']);
  const parts = nodesOf(node['quasis']).flatMap((quasi, at): Code[] => {
    const value = quasi['value'] as { readonly cooked?: string | null } | undefined;
    const text: Code = { k: 'text', text: value?.cooked ?? '', line: lineOf(quasi) };
    const next = inner[at];
    return next ? [text, codeOf(next)] : [text];
  });
  return { k: 'join', parts, line };
}

function objectOf(node: Node): Code {
  const line = lineOf(node);
  const entries = nodesOf(node['properties']).map((property): Entry => {
    if (property.type === 'SpreadElement') return { key: '...', value: oneOf(property['argument'], line) };
    return { key: keyOf(property) ?? '', value: oneOf(property['value'], line) };
  });
  return { k: 'object', entries, line };
}

function setOf(target: unknown, value: unknown, line: number): Code {
  const to = isNode(target) && target.type === 'ObjectPattern' ? patternOf(target) : oneOf(target, line);
  return { k: 'set', to, value: oneOf(value, line), line };
}

/** `{ a, b: c }` on the left of an assignment: names by what they are taken from. */
function patternOf(node: Node): Code {
  const line = lineOf(node);
  const entries = nodesOf(node['properties']).flatMap((property): Entry[] => {
    const value = property['value'];
    const bound = isNode(value) && value.type === 'AssignmentPattern' ? value['left'] : value;
    return isNode(bound) ? [{ key: keyOf(property) ?? '', value: codeOf(bound) }] : [];
  });
  return { k: 'object', entries, line };
}

function importOf(node: Node): Code {
  const source = node['source'];
  const names = nodesOf(node['specifiers']).map((specifier): Imported => {
    const local = isNode(specifier['local']) ? String(specifier['local']['name']) : '';
    if (specifier.type === 'ImportNamespaceSpecifier') return { imported: '*', local };
    const imported = specifier['imported'];
    const name = isNode(imported) ? String(imported['name'] ?? imported['value']) : 'default';
    return { imported: name, local };
  });
  return { k: 'import', module: isNode(source) ? String(source['value']) : '', names, line: lineOf(node) };
}

/** `import a = require('b')`. */
function tsImportOf(node: Node): Code {
  const line = lineOf(node);
  const reference = node['moduleReference'];
  const source = isNode(reference) ? reference['expression'] : undefined;
  if (!isNode(source) || !isNode(node['id'])) return nothing(line);
  const names = [{ imported: '*', local: String(node['id']['name']) }];
  return { k: 'import', module: String(source['value']), names, line };
}
