import { updateSettings, usualSettings } from '../account.ts';
import type { Bench } from '../bench.ts';
import { casesOf } from '../case.ts';
import type { Check } from '../check.ts';
import { misspelled, parametersOf } from '../listener/form.ts';
import type { Received } from '../listener/listener.ts';
import {
  base64Digest,
  contentHmacFits,
  decodedHmacFits,
  type Signed,
} from '../listener/signature.ts';
import { listenerOf, paid } from '../steps.ts';
import type { JsonObject } from '../wire/json.ts';
import { about, heard, telling, told } from './heard.ts';

const signedBy = ({ terminal }: Bench, { sent, contentType }: Received): Signed => ({
  sent,
  json: /json/i.test(contentType),
  apiSecret: terminal.apiSecret,
});

/** A Pay sent while the account's settings of Pay are changed. */
async function payWith(bench: Bench, check: Check, change: JsonObject): Promise<Received> {
  const usual = usualSettings(listenerOf(bench).addressOf('pay'));
  check.done(await updateSettings(bench.api, 'Pay', { ...usual, ...change }));
  try {
    const { id } = await paid(bench, check, 'charge', { fields: telling });
    return await heard(bench, check, 'pay', about(id));
  } finally {
    await updateSettings(bench.api, 'Pay', usual);
  }
}

/** How notifications are written and signed (reference 3.4, 4.1). */
export const notificationByteCases = casesOf('notifications', [
  {
    name: 'post-form',
    claim: {
      ru: 'Уведомление — POST с формой, тип в теле не назван',
      en: 'A notification is a POST of a form; the body does not name its type',
    },
    section: '3.1',
    needs: ['listener'],
    run: async (bench, check) => {
      const { received } = await told(bench, check, 'Pay');
      check.equal('Pay method', received.method, 'POST');
      check.matches(
        'Pay Content-Type',
        received.contentType,
        /^application\/x-www-form-urlencoded/i,
      );
      check.equal('Pay NotificationType', received.value('NotificationType'), null);
    },
  },
  {
    name: 'content-hmac',
    claim: {
      ru: 'Content-HMAC — HMAC-SHA256 байтов тела как есть, в base64',
      en: 'Content-HMAC is HMAC-SHA256 of the body bytes as they are, in base64',
    },
    section: '4.1',
    needs: ['listener'],
    run: async (bench, check) => {
      const { received } = await told(bench, check, 'Pay');
      const header = received.header('content-hmac');
      check.matches('Pay Content-HMAC', header, base64Digest);
      const fits = contentHmacFits(header, signedBy(bench, received));
      check.holds('Pay Content-HMAC', header, 'base64(HMAC(body))', fits);
    },
  },
  {
    name: 'x-content-hmac',
    claim: {
      ru: 'X-Content-HMAC — то же от раскодированного текста параметров',
      en: 'X-Content-HMAC is the same of the decoded text of the parameters',
    },
    section: '4.1',
    needs: ['listener'],
    run: async (bench, check) => {
      const { received } = await told(bench, check, 'Pay');
      const header = received.header('x-content-hmac');
      check.matches('Pay X-Content-HMAC', header, base64Digest);
      const fits = decodedHmacFits(header, signedBy(bench, received));
      check.holds('Pay X-Content-HMAC', header, 'base64(HMAC(decoded body))', fits);
    },
  },
  {
    name: 'all-types-signed',
    claim: {
      ru: 'Обе подписи верны у уведомлений всех типов',
      en: 'Both signatures are right on notifications of every type',
    },
    section: '4.1',
    needs: ['listener'],
    run: async (bench, check) => {
      for (const type of ['Fail', 'Confirm', 'Refund', 'Cancel'] as const) {
        const { received } = await told(bench, check, type);
        const signed = signedBy(bench, received);
        const [raw, decoded] = [received.header('content-hmac'), received.header('x-content-hmac')];
        check.holds(
          `${type} Content-HMAC`,
          raw,
          'base64(HMAC(body))',
          contentHmacFits(raw, signed),
        );
        const fits = decodedHmacFits(decoded, signed);
        check.holds(`${type} X-Content-HMAC`, decoded, 'base64(HMAC(decoded body))', fits);
      }
    },
  },
  {
    name: 'check-signed',
    claim: { ru: 'Check подписан так же', en: 'Check is signed in the same way' },
    section: '4.1',
    needs: ['check'],
    run: async (bench, check) => {
      const { received } = await told(bench, check, 'Check');
      const signed = signedBy(bench, received);
      const [raw, decoded] = [received.header('content-hmac'), received.header('x-content-hmac')];
      check.holds('Check Content-HMAC', raw, 'base64(HMAC(body))', contentHmacFits(raw, signed));
      const fits = decodedHmacFits(decoded, signed);
      check.holds('Check X-Content-HMAC', decoded, 'base64(HMAC(decoded body))', fits);
    },
  },
  {
    name: 'spelling',
    claim: {
      ru: 'Форма записана, как снятые с провода: %xx строчными, пробел — «+», @ : / экранированы',
      en: 'The form is spelled as the captured ones: lower-case %xx, "+" for a space, @ : / escaped',
    },
    section: '3.4',
    needs: ['listener'],
    run: async (bench, check) => {
      const { received } = await told(bench, check, 'Pay');
      const sent = received.sent.toString('latin1');
      check.equal('Pay body', misspelled(sent), []);
      check.matches('Pay body', sent, /(^|&)Email=anna%40example\.test(&|$)/);
      check.matches('Pay body', sent, /(^|&)Name=ANNA\+PETROVA(&|$)/);
      check.matches('Pay body', sent, /(^|&)CardExpDate=12%2f\d\d(&|$)/);
      check.matches('Pay body', sent, /(^|&)DateTime=\d{4}-\d\d-\d\d\+\d\d%3a\d\d%3a\d\d(&|$)/);
    },
  },
  {
    name: 'values-survive',
    claim: {
      ru: 'Кириллица, «+», «&», «%» и JSON в Data доходят такими, какими были отправлены',
      en: 'Cyrillic, "+", "&", "%" and the JSON of Data arrive as they were sent',
    },
    section: '3.4',
    needs: ['listener'],
    run: async (bench, check) => {
      const { received } = await told(bench, check, 'Pay');
      const { JsonData, ...rest } = telling;
      for (const [name, text] of Object.entries({ ...rest, Data: JsonData })) {
        check.equal(`Pay ${name}`, received.value(name), text);
      }
    },
  },
  {
    name: 'empty-fields',
    claim: {
      ru: 'Необязательные параметры без значения посланы пустыми: SubscriptionId=',
      en: 'Optional parameters with no value are sent empty: SubscriptionId=',
    },
    section: '3.4',
    needs: ['listener'],
    run: async (bench, check) => {
      const { received } = await told(bench, check, 'Pay', { fields: { AccountId: undefined } });
      for (const name of ['SubscriptionId', 'AccountId']) {
        check.equal(`Pay ${name}`, received.value(name), '');
      }
    },
  },
  {
    name: 'get-query',
    claim: {
      ru: 'Методом GET параметры идут в запросе, подпись — от строки запроса без «?»',
      en: 'By GET the parameters are the query; it is signed without its "?"',
    },
    section: '4.1',
    needs: ['listener'],
    run: async (bench, check) => {
      const received = await payWith(bench, check, { HttpMethod: 'GET' });
      check.equal('Pay method', received.method, 'GET');
      check.equal('Pay Description', received.value('Description'), telling.Description);
      const signed = signedBy(bench, received);
      const [raw, decoded] = [received.header('content-hmac'), received.header('x-content-hmac')];
      check.holds('Pay Content-HMAC', raw, 'base64(HMAC(query))', contentHmacFits(raw, signed));
      const fits = decodedHmacFits(decoded, signed);
      check.holds('Pay X-Content-HMAC', decoded, 'base64(HMAC(decoded query))', fits);
    },
  },
  {
    name: 'windows-1251',
    claim: {
      ru: 'С Encoding Windows1251 экранированы байты этой кодировки, Content-HMAC — от тела',
      en: 'With Encoding Windows1251 the escapes are its bytes; Content-HMAC is over the body',
    },
    section: '3.4',
    basis: 'unverified',
    needs: ['listener'],
    run: async (bench, check) => {
      const received = await payWith(bench, check, { Encoding: 'Windows1251' });
      const read = parametersOf(received.sent.toString('latin1'), 'windows-1251');
      const account = read.find(([name]) => name === 'AccountId')?.[1];
      check.equal('Pay AccountId', account, telling.AccountId);
      const header = received.header('content-hmac');
      const fits = contentHmacFits(header, signedBy(bench, received));
      check.holds('Pay Content-HMAC', header, 'base64(HMAC(body))', fits);
    },
  },
  {
    name: 'switched-off',
    claim: {
      ru: 'Выключенное уведомление не приходит',
      en: 'A type that is switched off is not sent',
    },
    section: '2.11',
    needs: ['listener'],
    run: async (bench, check) => {
      const listener = listenerOf(bench);
      const usual = usualSettings(listener.addressOf('pay'));
      check.done(await updateSettings(bench.api, 'Pay', { ...usual, IsEnabled: false }));
      const silent = await paid(bench, check, 'charge');
      check.done(await updateSettings(bench.api, 'Pay', usual));
      const spoken = await paid(bench, check, 'charge');
      await heard(bench, check, 'pay', about(spoken.id));
      check.equal('Pay while off', await listener.next('pay', about(silent.id), 0), null);
    },
  },
]);
