import type { Eyes } from '../../eyes.ts';
import { isOver, NO_TIME, type TimeLeft } from '../time-left.ts';
import type { Code } from './code.ts';

const MOST_PRINTED = 24 * 1024 * 1024;
const TIMEOUT_MS = 2_500;

/**
 * Reads files by Python's own grammar and prints each as one line of JSON. It imports nothing but the standard library, runs nothing of the files,
 * and bounds its own memory and time.
 */
const SCRIPT = `
import ast, json, os, stat, sys, warnings
warnings.simplefilter("ignore")
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except Exception:
    pass
sys.setrecursionlimit(3000)
def other(parts, line):
    parts = [p for p in parts if p is not None]
    if not parts: return None
    return parts[0] if len(parts) == 1 and parts[0]["k"] == "other" else {"k": "other", "parts": parts, "line": line}
def must(code, line):
    return code if code is not None else {"k": "other", "parts": [], "line": line}
def many(nodes):
    return [c for c in (code(n) for n in nodes) if c is not None]
def key_of(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str): return node.value
    return ""
def pairs_of(t, v):
    many = (ast.Tuple, ast.List)
    if isinstance(t, many) and isinstance(v, many) and len(t.elts) == len(v.elts): return list(zip(t.elts, v.elts))
    return [(t, v)]
def one(node, line):
    return must(code(node) if node is not None else None, line)
def code(n):
    line = getattr(n, "lineno", 1)
    if isinstance(n, ast.Name): return {"k": "name", "name": n.id, "line": line}
    if isinstance(n, ast.Constant):
        v = n.value
        if isinstance(v, bytes): v = v.decode("latin-1")
        return {"k": "text", "text": v[:4096], "line": line} if isinstance(v, str) else None
    if isinstance(n, ast.Attribute): return {"k": "member", "of": one(n.value, line), "key": n.attr, "line": line}
    if isinstance(n, ast.Subscript):
        s = n.slice
        if s.__class__.__name__ == "Index": s = s.value
        m = {"k": "member", "of": one(n.value, line), "line": line}
        if key_of(s): m["key"] = key_of(s)
        elif code(s) is not None: m["by"] = code(s)
        return m
    if isinstance(n, ast.JoinedStr): return {"k": "join", "parts": [one(v, line) for v in n.values], "line": line}
    if isinstance(n, ast.FormattedValue): return one(n.value, line)
    if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Add):
        return {"k": "join", "parts": [one(n.left, line), one(n.right, line)], "line": line}
    if isinstance(n, ast.Dict):
        return {"k": "object", "entries": [{"key": key_of(k) if k is not None else "...", "value": one(v, line)} for k, v in zip(n.keys, n.values)], "line": line}
    if isinstance(n, ast.Call):
        named = [{"key": k.arg or "...", "value": one(k.value, line)} for k in n.keywords]
        return {"k": "call", "to": one(n.func, line), "args": [one(a, line) for a in n.args], "named": named, "line": line}
    if isinstance(n, ast.Assign):
        pairs = [p for t in n.targets for p in pairs_of(t, n.value)]
        sets = [{"k": "set", "to": one(t, line), "value": one(v, line), "line": line} for t, v in pairs]
        return sets[0] if len(sets) == 1 else {"k": "other", "parts": sets, "line": line}
    if isinstance(n, (ast.AnnAssign, ast.NamedExpr, ast.AugAssign)):
        if n.value is None: return None
        return {"k": "set", "to": one(n.target, line), "value": one(n.value, line), "line": line}
    if isinstance(n, ast.ClassDef):
        return {"k": "class", "name": n.name, "bases": many(n.bases), "body": many(n.body) + many(n.decorator_list), "line": line}
    if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return {"k": "function", "name": n.name, "body": many(n.body) + many(n.args.defaults) + many(n.decorator_list), "line": line}
    if isinstance(n, ast.Lambda): return {"k": "function", "name": "", "body": many([n.body]), "line": line}
    if isinstance(n, ast.Import):
        return other([{"k": "import", "module": a.name, "names": [{"imported": "*", "local": a.asname or a.name.split(".")[0]}], "line": line} for a in n.names], line)
    if isinstance(n, ast.ImportFrom):
        names = [{"imported": a.name, "local": a.asname or a.name} for a in n.names]
        return {"k": "import", "module": "." * n.level + (n.module or ""), "names": names, "line": line}
    if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant): return None
    if isinstance(n, (ast.Await, ast.Expr, ast.Return, ast.Starred)): return code(n.value) if n.value is not None else None
    return other(many(ast.iter_child_nodes(n)), line)
for path in sys.argv[1:]:
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if not stat.S_ISREG(os.fstat(fd).st_mode): raise ValueError("no file")
            data = os.read(fd, 1 << 20)
        finally:
            os.close(fd)
        out = {"file": path, "code": must(code(ast.parse(data)), 1)}
    except SyntaxError as e:
        out = {"file": path, "fault": "is no Python that this Python can read, at line %d" % (e.lineno or 0)}
    except (RecursionError, MemoryError):
        out = {"file": path, "fault": "nests too deep"}
    except Exception as e:
        out = {"file": path, "fault": "cannot be parsed"}
    try:
        line = json.dumps(out)
    except Exception:
        line = json.dumps({"file": path, "fault": "nests too deep"})
    sys.stdout.write(line + "\\n")
    sys.stdout.flush()
`;

/** The programs of files of Python, by file, or why one could not be parsed. Python's own parser reads them; none of them is run. */
export async function parsePython(
  eyes: Eyes,
  files: readonly string[],
  left: TimeLeft,
): Promise<ReadonlyMap<string, Code | { readonly fault: string }>> {
  const found = new Map<string, Code | { readonly fault: string }>();
  if (files.length === 0) return found;
  const open = await parseAll(eyes, files, found, left);
  // One file that brings the parser down must not hide the others.
  for (const half of open.length > 1 ? halves(open) : []) {
    const still = await parseAll(eyes, half, found, left);
    for (const file of still) found.set(file, { fault: isOver(left) ? `was not parsed: ${NO_TIME}` : NOT_PARSED });
  }
  for (const file of files)
    if (!found.has(file)) found.set(file, { fault: isOver(left) ? `was not parsed: ${NO_TIME}` : NOT_PARSED });
  return found;
}

const NOT_PARSED = 'was not parsed: Python did not get through it';

const halves = (files: readonly string[]): (readonly string[])[] => {
  const middle = Math.ceil(files.length / 2);
  return [files.slice(0, middle), files.slice(middle)];
};

/** Returns the files that Python was given and said nothing of. */
async function parseAll(
  eyes: Eyes,
  files: readonly string[],
  found: Map<string, Code | { readonly fault: string }>,
  left: TimeLeft,
): Promise<readonly string[]> {
  if (isOver(left)) return files;
  const options = { timeoutMs: Math.ceil(Math.min(TIMEOUT_MS, left())), maxBytes: MOST_PRINTED };
  // The system's own before whatever a PATH names; no site folder, whose files could run code.
  for (const program of ['/usr/bin/python3', '/usr/local/bin/python3', 'python3']) {
    const ran = await eyes.run([program, '-I', '-S', '-c', SCRIPT, ...files], options);
    if ('fault' in ran) {
      if (ran.fault === 'missing' || ran.fault === 'denied') continue;
      return files;
    }
    for (const line of ran.out.split('\n')) addLine(line, found);
    return files.filter((file) => !found.has(file));
  }
  for (const file of files) found.set(file, { fault: 'was not parsed: there is no python3 here' });
  return [];
}

function addLine(line: string, found: Map<string, Code | { readonly fault: string }>): void {
  if (line === '') return;
  try {
    const said = JSON.parse(line) as { file?: unknown; code?: Code; fault?: unknown };
    if (typeof said.file !== 'string') return;
    if (said.code) found.set(said.file, said.code);
    else if (typeof said.fault === 'string') found.set(said.file, { fault: said.fault });
  } catch {
    // A line that was cut: its file counts as not parsed.
  }
}
