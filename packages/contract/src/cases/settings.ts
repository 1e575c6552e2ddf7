import { settableTypes, updateSettings } from '../account.ts';
import type { Bench } from '../bench.ts';
import { casesOf } from '../case.ts';
import { fixtures } from '../fixtures.ts';
import { notificationSettingsRules } from '../models/others.ts';
import { conforms } from '../models/rules.ts';
import { likePublished } from '../published.ts';
import { isObject, type JsonObject } from '../wire/json.ts';

/** The type that the fewest shops live by: its settings are changed and brought back. */
const tried = 'Recurrent';
const path = `site/notifications/${tried.toLowerCase()}`;
const elsewhere = 'https://shop.example/kopeck-contract';

/** Lets a case change the settings of one type, which are as before when it is over. */
async function borrowed({ api }: Bench, use: () => Promise<void>): Promise<void> {
  const { model } = await api(`${path}/get`);
  try {
    await use();
  } finally {
    if (isObject(model)) {
      const before = Object.entries(model).filter(([, value]) => value !== null);
      await updateSettings(api, tried, Object.fromEntries(before));
    }
  }
}

const full: JsonObject = {
  IsEnabled: true,
  Address: elsewhere,
  HttpMethod: 'POST',
  Encoding: 'Windows1251',
  Format: 'CloudPayments',
};

/** Where and how notifications are sent (reference 2.11). */
export const settingsCases = casesOf('notification-settings', [
  {
    name: 'read',
    claim: {
      ru: 'Настройки каждого типа читаются; поля как в опубликованном ответе',
      en: 'The settings of every type can be read; the fields are as published',
    },
    section: '2.11',
    run: async ({ api }, check) => {
      for (const type of ['Check', ...settableTypes]) {
        const answer = await api(`site/notifications/${type}/get`);
        const model = check.accepted(answer);
        conforms(check, `${type} Model`, model, notificationSettingsRules);
        likePublished(check, `${type} `, answer.json, fixtures.notificationSettings.body);
      }
    },
  },
  {
    name: 'update',
    claim: {
      ru: 'Изменённые настройки читаются такими, какими записаны',
      en: 'Settings that were changed are read as they were written',
    },
    section: '2.11',
    run: (bench, check) =>
      borrowed(bench, async () => {
        const answer = await updateSettings(bench.api, tried, full);
        check.done(answer);
        check.equal(`${path}/update Model`, answer.model, undefined);
        const model = check.accepted(await bench.api(`${path}/get`));
        for (const [name, value] of Object.entries(full)) {
          check.equal(`${path}/get Model.${name}`, model[name], value);
        }
      }),
  },
  {
    name: 'defaults',
    claim: {
      ru: 'Не названное в update становится GET, UTF8 и CloudPayments',
      en: 'What an update leaves out becomes GET, UTF8 and CloudPayments',
    },
    section: '2.11',
    run: (bench, check) =>
      borrowed(bench, async () => {
        check.done(await updateSettings(bench.api, tried, full));
        const bare = { IsEnabled: true, Address: elsewhere };
        check.done(await updateSettings(bench.api, tried, bare));
        const model = check.accepted(await bench.api(`${path}/get`));
        check.equal(`${path}/get Model.HttpMethod`, model.HttpMethod, 'GET');
        check.equal(`${path}/get Model.Encoding`, model.Encoding, 'UTF8');
        check.equal(`${path}/get Model.Format`, model.Format, 'CloudPayments');
      }),
  },
  {
    name: 'disabled-by-default',
    claim: {
      ru: 'IsEnabled, не названное в update, — false',
      en: 'IsEnabled left out of an update is false',
    },
    section: '2.11',
    run: (bench, check) =>
      borrowed(bench, async () => {
        check.done(await updateSettings(bench.api, tried, { Address: elsewhere }));
        const model = check.accepted(await bench.api(`${path}/get`));
        check.equal(`${path}/get Model.IsEnabled`, model.IsEnabled, false);
      }),
  },
  {
    name: 'address-required',
    claim: {
      ru: 'Включить уведомление без адреса нельзя, выключить — можно',
      en: 'A type cannot be switched on without an address; it can be switched off',
    },
    section: '2.11',
    run: (bench, check) =>
      borrowed(bench, async () => {
        check.refused(await updateSettings(bench.api, tried, { IsEnabled: true }));
        check.done(await updateSettings(bench.api, tried, { IsEnabled: false }));
      }),
  },
  {
    name: 'check-is-read-only',
    claim: {
      ru: 'Check по API только читается: update не меняет его настройки',
      en: 'Check can only be read by API: an update leaves its settings alone',
    },
    section: '2.11',
    run: async ({ api }, check) => {
      const before = check.accepted(await api('site/notifications/check/get'));
      const answer = await api('site/notifications/check/update', full);
      check.holds(
        'site/notifications/check/update Success',
        answer.success,
        '≠ true',
        answer.success !== true,
      );
      const after = check.accepted(await api('site/notifications/check/get'));
      check.equal('site/notifications/check/get Model', after, before);
    },
  },
]);
