import { Liquid } from 'liquidjs';

/** Renders `name` from the folder; every variable is escaped, and a missing one is an error. */
export type RenderTemplate = (name: string, values: object) => string;

/**
 * Templates of one folder, read and parsed on first use and kept. HTML templates escape what they
 * print; `escape: false` is for plain text, where an escaped quote would be shown as it is.
 */
export function createTemplates(
  folder: string,
  options: { readonly escape: boolean },
): RenderTemplate {
  const liquid = new Liquid({
    root: folder,
    extname: '.liquid',
    cache: true,
    strictFilters: true,
    strictVariables: true,
    ownPropertyOnly: true,
    ...(options.escape ? { outputEscape: 'escape' as const } : {}),
  });
  return (name, values) => String(liquid.renderFileSync(name, values));
}
