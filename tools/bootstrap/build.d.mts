/** Builds the browser packages whose inputs differ from those of their last build, with the given Node. */
export function buildPages(root: string, node: string): Promise<void>;
