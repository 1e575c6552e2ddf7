import { casesOf } from '../case.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Who may call, and what anybody else is told (reference 1.2, 2.1). */
export const accessCases = casesOf('access', [
  {
    name: 'test',
    claim: {
      ru: 'Метод test отвечает Success и GUID в Message, без Model',
      en: 'The method test answers Success and a GUID in Message, with no Model',
    },
    section: '2.1',
    run: async ({ api }, check) => {
      const answer = await api('test');
      check.done(answer);
      check.matches('test Message', answer.message, guid);
      check.equal('test Model', answer.model, undefined);
    },
  },
  {
    name: 'wrong-secret',
    claim: { ru: 'Неверный API Secret — HTTP 401', en: 'A wrong API Secret gets HTTP 401' },
    section: '1.2',
    run: async ({ api, terminal }, check) => {
      const answer = await api('test', {}, { keys: { ...terminal, apiSecret: 'wrong' } });
      check.equal('test HTTP', answer.status, 401);
    },
  },
  {
    name: 'wrong-login',
    claim: { ru: 'Неверный Public ID — HTTP 401', en: 'A wrong Public ID gets HTTP 401' },
    section: '1.2',
    run: async ({ api, terminal }, check) => {
      const answer = await api('test', {}, { keys: { ...terminal, publicId: 'pk_unknown' } });
      check.equal('test HTTP', answer.status, 401);
    },
  },
  {
    name: 'no-credentials',
    claim: { ru: 'Запрос без ключей — HTTP 401', en: 'A request with no keys gets HTTP 401' },
    section: '1.2',
    run: async ({ api }, check) => {
      for (const path of ['test', 'payments/get', 'payments/confirm', 'payments/cards/charge']) {
        const answer = await api(path, {}, { keys: null });
        check.equal(`${path} HTTP`, answer.status, 401);
      }
    },
  },
  {
    name: 'refused-changes-nothing',
    claim: {
      ru: 'Запрос с неверным секретом не отменяет удержание',
      en: 'A request with a wrong secret does not release a hold',
    },
    section: '1.2',
    run: async (bench, check) => {
      const { api, terminal } = bench;
      const answer = await bench.pay('auth');
      const { TransactionId } = check.accepted(answer);
      const keys = { ...terminal, apiSecret: 'wrong' };
      const refused = await api('payments/void', { TransactionId }, { keys });
      check.equal('payments/void HTTP', refused.status, 401);
      const read = check.accepted(await api('payments/get', { TransactionId }));
      check.equal('payments/get Model.Status', read.Status, 'Authorized');
    },
  },
  {
    name: 'unknown-method',
    claim: {
      ru: 'Неизвестный метод — HTTP 404, а не ошибка сервера',
      en: 'An unknown method gets HTTP 404, not a server error',
    },
    section: '2.0',
    basis: 'unverified',
    run: async ({ api }, check) => {
      const answer = await api('payments/no-such-method');
      check.equal('payments/no-such-method HTTP', answer.status, 404);
    },
  },
]);
