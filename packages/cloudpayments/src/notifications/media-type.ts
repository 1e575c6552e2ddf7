/** The two body forms of notifications (reference, section 3.4); `other` is everything else. */
export type BodyForm = 'form' | 'json' | 'other';

/**
 * The body's form by its Content-Type. A charset other than UTF-8 makes it `other`: the gateway can be set to
 * Windows-1251, and reading that as UTF-8 would garble names while the signature still matches.
 */
export function bodyFormOf(contentType: string | undefined): BodyForm {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=');
    if (name.trim() === 'charset' && !/^"?utf-?8"?$/.test(value.trim())) return 'other';
  }
  if (type.trim() === 'application/x-www-form-urlencoded') return 'form';
  return type.trim() === 'application/json' ? 'json' : 'other';
}
