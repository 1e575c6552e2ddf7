/** Lengths, by the ends of their names; all the rest are colours. */
const isLength = (name: string) => name.endsWith('-size') || name === 'radius';

/** Takes what the shop set, where it is a colour or a length; other values could do anything. */
export function applyTheme(theme: Readonly<Record<string, string>>): void {
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(theme)) {
    const property = isLength(name) ? 'border-radius' : 'color';
    if (CSS.supports(property, value)) style.setProperty(`--${name}`, value);
  }
}
