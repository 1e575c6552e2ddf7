import { h } from '../dom.ts';

export type EventLog = {
  readonly tell: (name: string, ...told: readonly unknown[]) => void;
  readonly clear: () => void;
};

/** What the page was told, the latest on top. */
export function createEventLog(list: HTMLElement, nothing: HTMLElement): EventLog {
  return {
    tell: (name, ...told) => {
      nothing.hidden = true;
      const now = new Date();
      const time = h('time', { datetime: now.toISOString() }, now.toLocaleTimeString());
      const item = h('li', { 'data-event': name }, h('p', {}, time, name));
      for (const value of told) item.append(h('pre', {}, shown(value)));
      list.prepend(item);
    },
    clear: () => {
      list.replaceChildren();
      nothing.hidden = false;
    },
  };
}

function shown(value: unknown): string {
  if (value instanceof Error) return value.message;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
