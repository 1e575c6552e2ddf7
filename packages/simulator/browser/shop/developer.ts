/** Tells the shop's developer something on the console, as it is for nobody else's eyes. */
export function warn(text: string): void {
  // biome-ignore lint/suspicious/noConsole: the console is where a script talks to the developer of the page.
  console.warn(`[CloudPayments simulator] ${text}`);
}

/** Runs a function of the shop; what it throws is the shop's, and stops nothing of ours. */
export function runShopCode(code: () => void): void {
  try {
    code();
  } catch (error) {
    reportError(error);
  }
}

/** Puts names into `window.cp`, beside what other scripts of the gateway have put there. */
export function publish(names: Readonly<Record<string, unknown>>): void {
  window.cp = Object.assign(window.cp ?? {}, names);
}

declare global {
  interface Window {
    cp?: Record<string, unknown>;
  }
}
