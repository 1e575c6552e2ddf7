import { readLetter } from '../../control/letter.ts';
import type { TextEncodingName } from '../../notifications/encode.ts';
import { notificationFormats } from '../../notifications/settings.ts';
import { notificationTypeOf } from '../../notifications/types.ts';
import type { PageLanguage } from '../../pages.ts';
import type { Fields } from '../../rest/fields.ts';
import { isWebAddress } from '../../rest/notification-methods.ts';
import { deliveryWords } from '../words/deliveries.ts';
import { terminalWords } from '../words/terminal.ts';
import { type Actions, soon } from './action.ts';
import { refusalIn, refuse } from './refusals.ts';

/** What is sent to the shop, and where to. */
export const notificationActions: Actions = {
  resend: async (fields, { dispatcher }, lang) => {
    const id = fields.text('id') ?? '';
    if (dispatcher.deliveries.get(id) === undefined) return refuse(refusalIn(lang, 'Not found'));
    await soon(dispatcher.resend(id));
    return { open: id };
  },
  send: async (fields, parts, lang) => {
    const changes = readChanges(String(fields.get('changes') ?? ''));
    if (!changes.ok) return refuse(`${deliveryWords[lang].badChange} ${changes.line}`);
    const given = ['transactionId', 'subscriptionId', 'receiptId', 'times', 'signature', 'address'];
    const texts = given.flatMap((name) => {
      const text = fields.text(name);
      return text === null ? [] : [[name, text] as const];
    });
    const input = readLetter(
      {
        type: fields.text('type') ?? '',
        ...Object.fromEntries(texts),
        ...(Object.keys(changes.fields).length === 0 ? {} : { fields: changes.fields }),
        retry: fields.flag('retry'),
      },
      parts,
    );
    if (!input.ok) return refuse(refusalIn(lang, input.problem.detail));
    const delivery = await soon(parts.dispatcher.send(input.letter));
    return delivery === null ? null : { open: delivery.id };
  },
  'notification-settings': (fields, parts, lang) => {
    const type = notificationTypeOf(fields.text('type') ?? '');
    if (type === null) return refuse(refusalIn(lang, 'type is one of'));
    const settings = readSettings(fields, lang);
    if (typeof settings === 'string') return refuse(`${type}: ${settings}`);
    parts.notificationSettings.update(type, settings);
    parts.live.changed();
    return null;
  },
};

type Changes =
  | { readonly ok: true; readonly fields: Readonly<Record<string, string | null>> }
  | { readonly ok: false; readonly line: string };

/** `Name=value` is another value, `-Name` takes the field out; one on a line. */
function readChanges(text: string): Changes {
  const fields: Record<string, string | null> = {};
  for (const line of text.split(/\r?\n/).filter((item) => item.trim() !== '')) {
    const [, removed, name = '', value = ''] = /^\s*(?:-(\w+)|(\w+)=(.*))\s*$/.exec(line) ?? [];
    if (removed !== undefined) fields[removed] = null;
    else if (name !== '') fields[name] = value;
    else return { ok: false, line };
  }
  return { ok: true, fields };
}

const methods = ['GET', 'POST'] as const;
const encodings: readonly TextEncodingName[] = ['UTF8', 'Windows1251'];

/** The settings of a type, or what is wrong with them. */
function readSettings(fields: Fields, lang: PageLanguage) {
  const words = terminalWords[lang];
  const address = fields.text('address') ?? '';
  const isEnabled = fields.flag('isEnabled');
  if (isEnabled && address === '') return words.addressNeeded;
  if (address !== '' && !isWebAddress(address)) return words.badAddress;
  const httpMethod = methods.find((known) => known === fields.text('httpMethod'));
  const encoding = encodings.find((known) => known === fields.text('encoding'));
  const format = notificationFormats.find((known) => known === fields.text('format'));
  if (httpMethod === undefined || encoding === undefined || format === undefined) {
    return words.badSetting;
  }
  const typeInBody = fields.flag('typeInBody');
  return { isEnabled, address, httpMethod, encoding, format, typeInBody };
}
