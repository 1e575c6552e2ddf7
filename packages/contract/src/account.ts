import type { Listener } from './listener/listener.ts';
import { notificationSettingsRules } from './models/others.ts';
import type { Api } from './wire/client.ts';
import { fieldOf, isObject, type JsonObject } from './wire/json.ts';

/** The types whose settings the API can change (reference 2.11). */
export const settableTypes = ['Pay', 'Fail', 'Confirm', 'Refund', 'Recurrent', 'Cancel'] as const;

export type SettableType = (typeof settableTypes)[number];

/** What the account held before the suite came, and how to bring it back. */
export type Borrowed = { readonly giveBack: () => Promise<void> };

/**
 * Points the account's notifications at the listener: POST, UTF8, the gateway's own format. Rejects
 * with what the gateway said when it refuses.
 */
export async function borrowNotifications(api: Api, listener: Listener): Promise<Borrowed> {
  const before = new Map<SettableType, JsonObject>();
  const giveBack = async () => {
    for (const [type, settings] of before) await updateSettings(api, type, settings);
  };
  for (const type of settableTypes) {
    const { model } = await api(`site/notifications/${type.toLowerCase()}/get`);
    if (isObject(model)) before.set(type, settingsOf(model));
    const answer = await updateSettings(api, type, usualSettings(listener.addressOf(type)));
    if (answer.success !== true) {
      await giveBack();
      throw new Error(`site/notifications/${type}/update: ${answer.message ?? answer.status}`);
    }
  }
  return { giveBack };
}

export const usualSettings = (address: string): JsonObject => ({
  IsEnabled: true,
  Address: address,
  HttpMethod: 'POST',
  Encoding: 'UTF8',
  Format: 'CloudPayments',
});

export const updateSettings = (api: Api, type: SettableType, settings: JsonObject) =>
  api(`site/notifications/${type.toLowerCase()}/update`, settings);

/** Only what an update takes, so that what was read can be sent back. */
function settingsOf(model: JsonObject): JsonObject {
  const names = notificationSettingsRules.map(([name]) => name);
  return Object.fromEntries(
    names.filter((name) => model[name] !== null).map((name) => [name, model[name]]),
  );
}

/** Whether Check comes to the listener: it is set up in the account, by a person. */
export async function checkReaches(api: Api, listener: Listener): Promise<boolean> {
  const { model } = await api('site/notifications/check/get');
  const address = fieldOf(model, 'Address');
  return (
    fieldOf(model, 'IsEnabled') === true &&
    typeof address === 'string' &&
    address.replace(/\/+$/, '').toLowerCase() === listener.addressOf('check').toLowerCase()
  );
}
