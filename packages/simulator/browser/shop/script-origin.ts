const script = document.currentScript;

/** The address this script was loaded by: the widget lives on its origin. */
export const scriptUrl = new URL(
  script instanceof HTMLScriptElement && script.src !== '' ? script.src : location.href,
);
