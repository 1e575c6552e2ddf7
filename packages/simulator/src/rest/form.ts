/**
 * Reads a form with nested names: `Receipt[Items][0][label]=…`, `Payer.City=…`. How the gateway
 * expects nesting in a form is not documented (reference 1.3); these are the spellings seen.
 */
export function parseForm(body: string): readonly (readonly [name: string, value: unknown])[] {
  const plain: (readonly [string, unknown])[] = [];
  const nested = new Map<string, Branch>();
  for (const [name, value] of new URLSearchParams(body)) {
    const path = pathOf(name);
    const [root = name, ...rest] = path;
    // `Statuses[]` and `Statuses[0]` are lists of plain values, which fields.ts gathers.
    if (rest.length === 0 || (rest.length === 1 && /^\d*$/.test(rest[0] ?? ''))) {
      plain.push([name, value]);
      continue;
    }
    const branch = nested.get(root) ?? newBranch();
    nested.set(root, branch);
    put(branch, rest, value);
  }
  return [...plain, ...[...nested].map(([name, branch]) => [name, builtFrom(branch)] as const)];
}

type Branch = { readonly children: Map<string, Branch>; value: string | null };

const newBranch = (): Branch => ({ children: new Map(), value: null });

const deepest = 12;

function put(root: Branch, path: readonly string[], value: string): void {
  let branch = root;
  for (const step of path.slice(0, deepest)) {
    const next = branch.children.get(step) ?? newBranch();
    branch.children.set(step, next);
    branch = next;
  }
  branch.value = value;
}

function builtFrom(branch: Branch): unknown {
  if (branch.children.size === 0) return branch.value;
  const entries = [...branch.children].map(([name, child]) => [name, builtFrom(child)] as const);
  return entries.every(([name]) => /^\d*$/.test(name))
    ? entries.map(([, value]) => value)
    : Object.fromEntries(entries);
}

/** `a[b][0].c` → a, b, 0, c. A name that is no such path is itself. */
function pathOf(name: string): readonly string[] {
  const shape = /^[^.[\]]+(\.[^.[\]]+|\[[^[\]]*\])+$/;
  if (!shape.test(name)) return [name];
  return name
    .split(/[.[]/)
    .map((step) => step.replace(/\]$/, ''))
    .filter((step, index) => index === 0 || step !== '' || name.endsWith('[]'));
}
