import type { ServerReady, SimulatorReady } from './reports.ts';
import type { Words } from './words.ts';

/** How text is made to stand out; identity functions where there is no terminal. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
}

export const plainStyle: Style = {
  bold: (text) => text,
  dim: (text) => text,
  accent: (text) => text,
};

export const terminalStyle: Style = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
  accent: (text) => `\u001b[32m${text}\u001b[39m`,
};

/**
 * The screen a person sees when everything is up: where to go, how to sign in, what to try first.
 */
export function banner(options: {
  readonly words: Words;
  readonly style: Style;
  readonly server: ServerReady;
  readonly simulator: SimulatorReady | null;
  readonly logFile: string;
}): string {
  const { words, style, server, simulator } = options;
  const login = server.demoLogin;
  const rows: readonly (readonly [label: string, value: string, note: string])[] = [
    [words.storefront, server.url, ''],
    [words.desk, server.deskUrl, login ? words.signIn(login.email, login.password) : ''],
    ...(simulator ? [[words.cabinet, simulator.url, words.cabinetNote] as const] : []),
    [words.log, options.logFile, ''],
  ];
  const labelWidth = Math.max(...rows.map(([label]) => label.length));
  const valueWidth = Math.max(
    ...rows.filter(([, , note]) => note).map(([, value]) => value.length),
    0,
  );
  const addresses = rows.map(([label, value, note]) => {
    const padding = note ? ' '.repeat(valueWidth - value.length) : '';
    const tail = note ? `${padding}   ${style.dim(note)}` : '';
    return `  ${label.padEnd(labelWidth)}   ${style.accent(value)}${tail}`;
  });
  const walk = simulator
    ? [
        '',
        `  ${style.bold(words.walkTitle)}`,
        ...words
          .walk(simulator.url, server.deskUrl)
          .map((step, index) => `  ${index + 1}. ${step}`),
      ]
    : [];
  return [
    '',
    `  ${style.bold(words.running)}`,
    '',
    ...addresses,
    ...walk,
    '',
    `  ${words.howToStop}`,
    '',
  ].join('\n');
}
