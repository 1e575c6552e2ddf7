import { signBody } from '@kopeck/cloudpayments/notifications';
import { faultOf } from '../connection/client.ts';
import { webhookPath } from './web-address.ts';

export const formType = 'application/x-www-form-urlencoded';

/** How the running webhook met a notification. */
export type Delivered =
  /** `code` is null where the body is not the `{"code":N}` that the gateway understands. */
  | { readonly kind: 'answered'; readonly status: number; readonly code: number | null }
  | { readonly kind: 'unreachable'; readonly detail: string };

export interface Delivery {
  readonly notification: 'check' | 'pay';
  readonly body: string;
  /** Both headers, as the gateway sends them. */
  readonly signature: { readonly contentHmac: string; readonly xContentHmac: string };
  /** Instead of the running server's own address. */
  readonly address?: string;
}

export type Deliver = (delivery: Delivery) => Promise<Delivered>;

/** The gateway waits thirty seconds; a webhook that takes ten is already ill. */
const timeoutMs = 10_000;

/** Sends as the gateway does: a signed form by POST, the kind in the address. */
export function createDeliver(serverUrl: string, fetch: typeof globalThis.fetch): Deliver {
  return async ({ notification, body, signature, address }) => {
    const url = new URL(address ?? `${serverUrl}${webhookPath}`);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/${notification}`;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': formType,
          'content-hmac': signature.contentHmac,
          'x-content-hmac': signature.xContentHmac,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { kind: 'answered', status: response.status, code: codeOf(await response.text()) };
    } catch (error) {
      return { kind: 'unreachable', detail: faultOf(error) };
    }
  };
}

export const signed = (body: string, secret: string): Delivery['signature'] =>
  signBody({ rawBody: body, secret, contentType: formType });

function codeOf(text: string): number | null {
  const match = /^\s*\{\s*"code"\s*:\s*(\d{1,4})\s*\}\s*$/.exec(text);
  return match?.[1] === undefined ? null : Number(match[1]);
}
