import type { FastifyInstance } from 'fastify';
import { pageLanguage, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { methods } from '../rest/methods.ts';
import { openApiDocument, tagOf } from './document.ts';

/** The document for programs, and the same for people. */
export function registerOpenApi(app: FastifyInstance, parts: SimulatorParts): void {
  app.get('/_sim/openapi.json', (_request, reply) =>
    reply
      .header('access-control-allow-origin', '*') // for viewers of such documents on other sites
      .send(openApiDocument(methods, parts.site.url)),
  );
  app.get('/_sim/api', (request, reply) => {
    const lang = pageLanguage(request);
    return sendPage(reply, 'api', {
      lang,
      other: lang === 'ru' ? 'en' : 'ru',
      words: words[lang],
      url: parts.site.url,
      groups: groups(),
    });
  });
}

const words = {
  ru: {
    title: 'API шлюза, как его повторяет симулятор',
    intro:
      'Каждый метод вызывается POST-запросом, тело — форма или JSON, имена полей в любом регистре.',
    basic: 'Basic: логин — Public ID, пароль — API Secret',
    noBasic: 'Без Basic: терминал называет PublicId',
    parameter: 'Параметр',
    type: 'Тип',
    required: 'обязателен',
    about: 'Что значит',
    none: 'Параметров нет.',
    answer: 'Model ответа',
    file: 'Описание для программ (OpenAPI 3.1)',
    cabinet: 'Кабинет',
    language: 'English',
  },
  en: {
    title: "The gateway's API as the simulator plays it",
    intro: 'Every method is a POST, its body a form or JSON, names of fields in any case.',
    basic: 'Basic: login is the Public ID, password the API Secret',
    noBasic: 'No Basic: PublicId names the terminal',
    parameter: 'Parameter',
    type: 'Type',
    required: 'required',
    about: 'Meaning',
    none: 'No parameters.',
    answer: 'Model of the answer',
    file: 'The description for programs (OpenAPI 3.1)',
    cabinet: 'Cabinet',
    language: 'По-русски',
  },
} as const;

/** The methods of one first word together, in the order of the table. */
function groups() {
  const byTag = new Map<string, object[]>();
  for (const [path, method] of Object.entries(methods)) {
    const tag = tagOf(path);
    const group = byTag.get(tag) ?? [];
    byTag.set(tag, group);
    group.push({
      path: `/${path}`,
      anchor: path.replace(/[^a-z0-9]+/gi, '-'),
      about: method.about,
      section: method.section,
      basic: method.access !== 'public_id' && method.access !== 'none',
      answers: method.answers,
      parameters: method.parameters.map(({ name, type, required, about, values = [] }) => ({
        name,
        type,
        required,
        about,
        values: values.join(', '),
      })),
    });
  }
  return [...byTag].map(([tag, group]) => ({ tag, methods: group }));
}
