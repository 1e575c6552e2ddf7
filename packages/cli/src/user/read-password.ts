export type PasswordError = 'no_terminal' | 'empty' | 'too_long' | 'differ' | 'interrupted';

export type PasswordRead =
  | { readonly ok: true; readonly password: string }
  | { readonly ok: false; readonly error: PasswordError };

const longest = 1_000;

/** All of standard input without the line break that `echo` adds. */
export async function passwordFromStdin(stdin: NodeJS.ReadStream): Promise<PasswordRead> {
  let text = '';
  stdin.setEncoding('utf8');
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > longest) return { ok: false, error: 'too_long' };
  }
  return checked(text.replace(/\r?\n$/, ''));
}

interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly ask: string;
  readonly again: string;
}

/** Asks twice and shows nothing of what is typed, not even how much. */
export async function passwordFromTerminal(terminal: Terminal): Promise<PasswordRead> {
  const { input, output } = terminal;
  if (input.isTTY !== true) return { ok: false, error: 'no_terminal' };
  // Raw before the question is shown, so that nothing typed early is echoed.
  input.setRawMode(true);
  input.setEncoding('utf8');
  const keys = createKeys(input);
  try {
    const first = await readLine(keys, output, terminal.ask);
    if (first === null) return { ok: false, error: 'interrupted' };
    const usable = checked(first);
    if (!usable.ok) return usable;
    const second = await readLine(keys, output, terminal.again);
    if (second === null) return { ok: false, error: 'interrupted' };
    return second === first ? usable : { ok: false, error: 'differ' };
  } finally {
    keys.close();
    input.setRawMode(false);
    input.pause();
  }
}

function checked(password: string): PasswordRead {
  if (password === '') return { ok: false, error: 'empty' };
  return password.length > longest ? { ok: false, error: 'too_long' } : { ok: true, password };
}

interface Keys {
  /** The next character typed; null when the terminal is gone. */
  readonly next: () => Promise<string | null>;
  readonly close: () => void;
}

/** What is pasted comes in one piece: the rest of it waits here for the next question. */
function createKeys(input: NodeJS.ReadStream): Keys {
  const typed: string[] = [];
  let ended = false;
  let wake = (): void => {};
  const onData = (chunk: string): void => {
    typed.push(...chunk);
    wake();
  };
  const onEnd = (): void => {
    ended = true;
    wake();
  };
  input.on('data', onData);
  input.on('end', onEnd);
  return {
    next: async () => {
      while (typed.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return typed.shift() ?? null;
    },
    close: () => {
      input.off('data', onData);
      input.off('end', onEnd);
    },
  };
}

const enter = /[\r\n]/;
const endings = new Set(['\u0003', '\u0004']); // Ctrl-C and Ctrl-D: in raw mode they are only characters
const erasers = new Set(['\u007f', '\b']);

/** One line without its end; null when the person gave up. */
async function readLine(
  keys: Keys,
  output: NodeJS.WriteStream,
  question: string,
): Promise<string | null> {
  output.write(question);
  const line: string[] = [];
  for (;;) {
    const key = await keys.next();
    if (key === null || endings.has(key)) {
      output.write('\n');
      return null;
    }
    if (enter.test(key)) {
      output.write('\n');
      return line.join('');
    }
    if (erasers.has(key)) line.pop();
    else if (key === '\u0015')
      line.length = 0; // Ctrl-U
    else if (key >= ' ') line.push(key);
  }
}
