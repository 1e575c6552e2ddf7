import type { FastifyInstance } from 'fastify';
import { pageLanguage, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { currencies } from '../payments/currencies.ts';
import { widgetMethods } from './contract.ts';
import { demoWords } from './demo-words.ts';

/** A page to try the scripts on, as the gateway has one at `/app/demo` (widget reference 0.1). */
export function registerDemo(app: FastifyInstance, parts: SimulatorParts): void {
  for (const path of ['/demo', '/app/demo']) {
    app.get(path, (request, reply) => {
      const lang = pageLanguage(request);
      const { publicId, behaviour } = parts.site;
      return sendPage(reply, 'demo', {
        lang,
        other: lang === 'ru' ? 'en' : 'ru',
        words: demoWords[lang],
        publicId,
        currencies,
        cultures: lang === 'ru' ? cultures : [...cultures].reverse(),
        methods: widgetMethods.map((name) => ({
          name,
          enabled: behaviour.enabledMethods.includes(name),
        })),
      });
    });
  }
}

const cultures = ['ru-RU', 'kk-KZ', 'de-DE', 'en-US'];
