import type { WidgetGlobal } from './widget-adapter.ts';

declare global {
  interface Window {
    cp?: Partial<WidgetGlobal>;
  }
}

const loadTimeoutMs = 15_000;

/**
 * Loads the gateway's script from the gateway's host, as its documentation demands (reference, widget
 * section 1.1). `load()` answers null when the script is blocked or away; the next call tries afresh.
 */
export function createWidgetScript(url: string): { load: () => Promise<WidgetGlobal | null> } {
  let loading: Promise<WidgetGlobal | null> | null = null;
  return {
    load: () => {
      loading ??= inject(url).then((widget) => {
        if (widget === null) loading = null;
        return widget;
      });
      return loading;
    },
  };
}

function inject(url: string): Promise<WidgetGlobal | null> {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    const end = () => {
      clearTimeout(timer);
      const widget = loaded();
      if (widget === null) script.remove();
      resolve(widget);
    };
    const timer = setTimeout(end, loadTimeoutMs);
    script.nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
    script.async = true;
    script.onload = end;
    script.onerror = end;
    script.src = url;
    document.head.append(script);
  });
}

function loaded(): WidgetGlobal | null {
  const CloudPayments = window.cp?.CloudPayments;
  return typeof CloudPayments === 'function' ? { CloudPayments } : null;
}
