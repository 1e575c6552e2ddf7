/**
 * Makes a part of the page what its newer version is, node by node: what did not change stays the very
 * same node, with its focus, its selection, what was typed into it and what was unfolded.
 */
export function morph(current: Element, next: Element): void {
  morphAttributes(current, next);
  morphChildren(current, next);
}

/** What a person changes on the page itself. */
const own: readonly string[] = ['open', 'hidden'];

function morphAttributes(current: Element, next: Element): void {
  for (const { name, value } of next.attributes) {
    if (!own.includes(name) && current.getAttribute(name) !== value) {
      current.setAttribute(name, value);
    }
  }
  for (const { name } of [...current.attributes]) {
    if (!own.includes(name) && !next.hasAttribute(name)) current.removeAttribute(name);
  }
}

function morphChildren(current: Element, next: Element): void {
  const keyed = new Map<string, Element>();
  for (const child of current.children) if (keyOf(child) !== '') keyed.set(keyOf(child), child);
  const wanted = new Set([...next.children].map(keyOf));
  let cursor = current.firstChild;
  for (const node of [...next.childNodes]) {
    while (cursor !== null && keyOf(cursor) !== '' && !wanted.has(keyOf(cursor))) {
      const gone = cursor;
      cursor = cursor.nextSibling;
      gone.remove();
    }
    const known = keyOf(node) === '' ? unkeyed(cursor, node) : keyed.get(keyOf(node));
    if (known === undefined) {
      current.insertBefore(node, cursor);
      continue;
    }
    if (known === cursor) cursor = cursor.nextSibling;
    else current.insertBefore(known, cursor);
    if (known instanceof Element && node instanceof Element) morph(known, node);
    else if (known.nodeValue !== node.nodeValue) known.nodeValue = node.nodeValue;
  }
  while (cursor !== null) {
    const gone = cursor;
    cursor = cursor.nextSibling;
    gone.remove();
  }
}

/** Of a form with a field named "id", `form.id` is that field: hence the attribute. */
const keyOf = (node: Node) => (node instanceof Element ? (node.getAttribute('id') ?? '') : '');

/** The node at this place, when it is of the same kind and has no name of its own. */
function unkeyed(cursor: ChildNode | null, node: Node): ChildNode | undefined {
  if (cursor === null || keyOf(cursor) !== '') return undefined;
  return cursor.nodeName === node.nodeName ? cursor : undefined;
}
