import type { ContractOptions } from '@kopeck/contract';
import { gatewayScript } from '@kopeck/contract/options';
import { demoKeys } from '@kopeck/simulator/options';
import { type Environment, isPort } from '../settings/environment.ts';
import type { Text } from '../text.ts';
import { findChromium } from './chromium.ts';
import type { ContractFlags } from './index.ts';
import { flagProblems } from './words.ts';

export type ReadFlags =
  | { readonly ok: true; readonly options: ContractOptions }
  | { readonly ok: false; readonly problem: Text };

/**
 * What the flags ask for. The keys of a shop's own `.env` are not looked at: they may be live.
 */
export async function readFlags(flags: ContractFlags, env: Environment): Promise<ReadFlags> {
  const refuse = (problem: Text): ReadFlags => ({ ok: false, problem });
  const { url, listen, notifyUrl } = flags;
  if (!isWebAddress(url)) return refuse(flagProblems.url);
  const terminal = keysFor(flags, env);
  if (terminal === null) return refuse(flagProblems.keys);
  if (listen !== undefined && (!isPort(listen) || listen === '0')) {
    return refuse(flagProblems.listen);
  }
  if (notifyUrl !== undefined && (listen === undefined || !isWebAddress(notifyUrl))) {
    return refuse(flagProblems.notifyUrl);
  }
  return {
    ok: true,
    options: {
      url,
      terminal,
      scriptUrl: scriptFor(flags),
      chromium: await findChromium(flags.chromium, env),
      listen: listen === undefined ? null : { port: Number(listen), publicUrl: notifyUrl ?? null },
      patient: flags.slow === true,
      inn: flags.inn ?? null,
    },
  };
}

/** A simulator of this machine that was given no keys has well-known ones. */
function keysFor({ url, publicId, secret }: ContractFlags, env: Environment) {
  const given = {
    publicId: publicId ?? env.CONTRACT_PUBLIC_ID ?? '',
    apiSecret: secret ?? env.CONTRACT_API_SECRET ?? '',
  };
  if (given.publicId !== '' && given.apiSecret !== '') return given;
  const nothing = given.publicId === '' && given.apiSecret === '';
  const own = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  return nothing && own ? demoKeys : null;
}

/** Null lets the suite decide: packets for a simulator, the gateway's script for the gateway. */
function scriptFor({ url, checkoutUrl, cryptogramScript }: ContractFlags): string | null {
  if (checkoutUrl !== undefined) return checkoutUrl;
  if (cryptogramScript !== true) return null;
  const real = new URL(url).hostname.endsWith('.cloudpayments.ru');
  return real ? gatewayScript : new URL('/checkout.js', url).href;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
