import type { NotificationSettings } from '../notifications/settings.ts';
import { type NotificationType, notificationTypeOf } from '../notifications/types.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import type { Fields } from './fields.ts';
import type { Call, Method } from './method.ts';

/** `site/notifications/{type}/get` and `/update` (reference 2.11), or null for another path. */
export function notificationMethod(path: string): Method | null {
  const match = /^site\/notifications\/([a-z]+)\/(get|update)$/i.exec(path);
  const type = notificationTypeOf(match?.[1] ?? '');
  if (match === null || type === null) return null;
  const run = match[2]?.toLowerCase() === 'get' ? get : update;
  return { place: 'settings', run: (call) => run(call, type) };
}

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
  const settings = settingsFrom(fields);
  if (typeof settings === 'string') return refused(settings);
  parts.notificationSettings.update(type, settings);
  parts.live.changed();
  return succeeded();
}

function settingsFrom(fields: Fields): NotificationSettings | string {
  const isEnabled = fields.flag('IsEnabled');
  const address = fields.text('Address') ?? '';
  if (isEnabled && address === '') return 'Address is required';
  if (address !== '' && !isWebAddress(address)) return 'Invalid Address value';
  const httpMethod = (fields.text('HttpMethod') ?? 'GET').toUpperCase();
  if (httpMethod !== 'GET' && httpMethod !== 'POST') return 'Invalid HttpMethod value';
  const encodingName = (fields.text('Encoding') ?? 'UTF8').toLowerCase().replaceAll('-', '');
  const encoding = encodingName === 'utf8' ? 'UTF8' : 'Windows1251';
  if (encodingName !== 'utf8' && encodingName !== 'windows1251') return 'Invalid Encoding value';
  const formatName = (fields.text('Format') ?? 'CloudPayments').toLowerCase();
  if (formatName === 'qiwi' || formatName === 'rt') return 'This Format is not simulated';
  if (formatName !== 'cloudpayments' && formatName !== 'json') return 'Invalid Format value';
  const format = formatName === 'json' ? 'JSON' : 'CloudPayments';
  return { isEnabled, address, httpMethod, encoding, format, typeInBody: false };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
