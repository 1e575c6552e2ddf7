import { casesOf } from '../case.ts';
import { listenerOf } from '../steps.ts';

const parallelOnTest = 5;
const burst = 60;

/** Simultaneous requests (reference 1.5): five on a test terminal, 429 above. */
export const limitCases = casesOf('limits', [
  {
    name: 'sixth',
    claim: {
      ru: 'Пока обрабатываются пять запросов, шестой получает 429; когда один закончен — проходит',
      en: 'While five requests are processed the sixth gets 429; once one has ended it passes',
    },
    section: '1.5',
    needs: ['check'],
    run: async (bench, check) => {
      const listener = listenerOf(bench);
      let release = () => {};
      const after = new Promise<void>((resolve) => {
        release = resolve;
      });
      let asked = 0;
      let allAsked = () => {};
      const busy = new Promise<void>((resolve) => {
        allAsked = resolve;
      });
      listener.answerWith(({ type }) => {
        if (type !== 'check') return null;
        asked += 1;
        if (asked === parallelOnTest) allAsked();
        return { after };
      });
      const payments = Array.from({ length: parallelOnTest }, () => bench.pay('charge'));
      await Promise.race([busy, Promise.all(payments)]);
      const sixth = await bench.api('test');
      check.equal('the sixth: HTTP', sixth.status, 429);
      release();
      for (const payment of await Promise.all(payments)) check.accepted(payment);
      check.done(await bench.api('test'));
    },
  },
  {
    name: 'burst',
    claim: {
      ru: `Из ${burst} запросов сразу каждый получает свой ответ или 429, и ничего другого`,
      en: `Of ${burst} requests at once each gets its answer or 429, and nothing else`,
    },
    section: '1.5',
    run: async ({ api }, check) => {
      const answers = await Promise.all(Array.from({ length: burst }, () => api('test')));
      for (const { status, success } of answers) {
        const known = status === 429 || (status === 200 && success === true);
        check.holds('test HTTP', status, '200 | 429', known);
      }
      check.done(await api('test'));
    },
  },
]);
