/** What the widget's script needs beyond our own page, as CSP sources. */
export interface WidgetCsp {
  readonly script: readonly string[];
  readonly frame: readonly string[];
  readonly connect: readonly string[];
  readonly img: readonly string[];
  readonly style: readonly string[];
}

/**
 * The real gateway (reference, widget section 3.5: an empirical list, the documentation has none).
 * `'unsafe-inline'` covers styles only: the widget writes inline styles on its overlay.
 */
export function gatewayWidgetCsp(widgetScriptUrl: string): WidgetCsp {
  const origin = new URL(widgetScriptUrl).origin;
  return {
    script: [origin],
    frame: [origin, 'https://*.cloudpayments.ru'],
    connect: [
      origin,
      'https://api.cloudpayments.ru',
      'https://intent-api.cloudpayments.ru',
      'https://*.cloudpayments.ru',
    ],
    img: [origin, 'https://*.cloudpayments.ru', 'https://qr.nspk.ru'],
    style: ["'unsafe-inline'"],
  };
}

/** The simulator's widget lives on one origin and styles its overlay through the object model. */
export function simulatorWidgetCsp(widgetScriptUrl: string): WidgetCsp {
  const origin = new URL(widgetScriptUrl).origin;
  return { script: [origin], frame: [origin], connect: [origin], img: [origin], style: [] };
}

/** The policy of one answer. Pages that cannot pay pass `widget: null` and allow no other origin. */
export function contentSecurityPolicy(input: {
  readonly nonce: string;
  readonly widget: WidgetCsp | null;
}): string {
  const { nonce, widget } = input;
  const directives: readonly (readonly string[])[] = [
    ['default-src', "'none'"],
    ['script-src', `'nonce-${nonce}'`, ...(widget?.script ?? [])],
    ['style-src', "'self'", ...(widget?.style ?? [])],
    ['img-src', "'self'", 'data:', ...(widget?.img ?? [])],
    ['connect-src', "'self'", ...(widget?.connect ?? [])],
    ['frame-src', ...(widget?.frame ?? ["'none'"])],
    ['form-action', "'self'"],
    ['base-uri', "'none'"],
    ['frame-ancestors', "'none'"],
  ];
  return directives.map((directive) => directive.join(' ')).join('; ');
}

/**
 * Headers of every page. The payer's token is in the address, so the address goes to no other origin,
 * no cache and no search engine. `same-origin`, not `no-referrer`: the latter would also blank the
 * Origin header by which the order form is told from a forged one.
 */
export function pageHeaders(policy: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
    'cache-control': 'no-store',
    vary: 'accept-language',
  };
}
