import {
  isUnknownFormat,
  type NotificationSettings,
  notificationFormats,
} from '../notifications/settings.ts';
import { type NotificationType, notificationTypes } from '../notifications/types.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import type { Fields } from './fields.ts';
import type { Call, Method, Methods } from './method.ts';
import { optional, type Parameter } from './parameter.ts';

/** The types that the API names: Receipt is set up at the cash desk, not here. */
const settable = notificationTypes.filter((type) => type !== 'Receipt');

const updateParameters: readonly Parameter[] = [
  optional('IsEnabled', 'boolean', 'Off by default.'),
  optional('Address', 'string', 'http or https; required when enabled.'),
  optional('HttpMethod', 'string', 'GET by default, also when it is left out.', {
    values: ['GET', 'POST'],
  }),
  optional('Encoding', 'string', 'UTF8 by default.', { values: ['UTF8', 'UTF-8', 'Windows1251'] }),
  optional('Format', 'string', 'CloudPayments by default.', {
    values: notificationFormats,
  }),
];

/** `site/notifications/{type}/get` and `/update` (reference 2.11). */
export const notificationMethods: Methods = Object.fromEntries(
  settable.flatMap((type) => {
    const path = `site/notifications/${type.toLowerCase()}`;
    const read: Method = {
      place: 'settings',
      about: `Where and how ${type} is sent.`,
      section: '2.11',
      parameters: [],
      answers: 'NotificationSettings',
      run: (call) => get(call, type),
    };
    const change: Method = {
      place: 'settings',
      about: `Changes where and how ${type} is sent; what is left out takes its default.`,
      section: '2.11',
      parameters: updateParameters,
      answers: 'Nothing',
      run: (call) => update(call, type),
    };
    return [
      [`${path}/get`, read],
      [`${path}/update`, change],
    ] as const;
  }),
);

function get({ parts }: Call, type: NotificationType): MethodResult {
  const settings = parts.notificationSettings.get(type);
  return succeeded({
    IsEnabled: settings.isEnabled,
    Address: settings.address,
    HttpMethod: settings.httpMethod,
    Encoding: settings.encoding,
    Format: settings.format,
  });
}

/** An omitted field takes the documented default: GET, UTF8, CloudPayments. Check is read-only. */
function update({ fields, parts }: Call, type: NotificationType): MethodResult {
  if (type === 'Check') return refused('Check cannot be changed by API');
  const settings = settingsFrom(fields, documented);
  if (typeof settings === 'string') return refused(settings);
  parts.notificationSettings.update(type, settings);
  if (isUnknownFormat(settings.format)) {
    const { format } = settings;
    parts.log('warn', 'this format is not simulated: its fields are not published', {
      type,
      format,
      sentAs: 'CloudPayments',
    });
  }
  parts.live.changed();
  return succeeded();
}

const documented: NotificationSettings = {
  isEnabled: false,
  address: '',
  httpMethod: 'GET',
  encoding: 'UTF8',
  format: 'CloudPayments',
  typeInBody: false,
};

/** The settings that a request describes, with what it leaves out; or what is wrong with them. */
export function settingsFrom(
  fields: Fields,
  otherwise: NotificationSettings,
): NotificationSettings | string {
  const isEnabled =
    fields.get('IsEnabled') === undefined ? otherwise.isEnabled : fields.flag('IsEnabled');
  const address = fields.text('Address') ?? otherwise.address;
  if (isEnabled && address === '') return 'Address is required';
  if (address !== '' && !isWebAddress(address)) return 'Invalid Address value';
  const httpMethod = (fields.text('HttpMethod') ?? otherwise.httpMethod).toUpperCase();
  if (httpMethod !== 'GET' && httpMethod !== 'POST') return 'Invalid HttpMethod value';
  const encodingText = fields.text('Encoding') ?? otherwise.encoding;
  const encodingName = encodingText.toLowerCase().replaceAll('-', '');
  const encoding = encodingName === 'utf8' ? 'UTF8' : 'Windows1251';
  if (encodingName !== 'utf8' && encodingName !== 'windows1251') return 'Invalid Encoding value';
  const formatName = (fields.text('Format') ?? otherwise.format).toLowerCase();
  const format = notificationFormats.find((known) => known.toLowerCase() === formatName);
  if (format === undefined) return 'Invalid Format value';
  return { ...otherwise, isEnabled, address, httpMethod, encoding, format };
}

export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
