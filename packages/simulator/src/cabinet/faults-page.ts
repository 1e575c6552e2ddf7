import type { FastifyReply, FastifyRequest } from 'fastify';
import { faultNames, traitsOf } from '../faults/catalogue.ts';
import { matchNames } from '../faults/match.ts';
import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { type BuiltInScenario, builtInScenarios } from '../scenarios/built-in.ts';
import type { ScenarioStep } from '../scenarios/scenario.ts';
import type { PlayedScenario } from '../scenarios/scenarios.ts';
import { builtInFrom } from '../scenarios/source.ts';
import { faultText, ruleModel } from './fault-model.ts';
import { formatTime } from './format.ts';
import { sendCabinet, shellOf } from './shell.ts';
import { switchGroups } from './switches.ts';
import { faultWords } from './words/faults.ts';
import { placeName } from './words/places.ts';

/** Every fault as a switch, and what is on now. */
export function faultsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'faults' });
  const rules = parts.faults.list();
  return sendCabinet(reply, 'faults', shell, {
    title: shell.words.nav.faults,
    words: faultWords[shell.lang],
    rules: rules.map((rule) => ruleModel(rule, shell.lang)),
    groups: switchGroups(rules, shell.lang),
    kinds: faultKinds(shell.lang),
    facts: matchNames,
  });
}

function faultKinds(lang: PageLanguage) {
  return faultNames.map((name) => ({
    name,
    text: traitsOf(name)[lang],
    parameter: traitsOf(name).parameter ?? '',
    places: traitsOf(name).places.map((place) => ({ name: place, text: placeName(place, lang) })),
  }));
}

/** The scenarios: those that are playing, the built-in ones, and one of one's own. */
export function scenariosPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'faults', tab: 'scenarios' });
  const { lang } = shell;
  const playing = parts.scenarios.all();
  return sendCabinet(reply, 'scenarios', shell, {
    title: shell.words.tabs.scenarios,
    words: faultWords[lang],
    seed: parts.chance.seed,
    playing: playing.map((played) => playedModel(played, lang)),
    builtIn: builtInScenarios.map((scenario) => ({
      ...builtInModel(scenario, lang),
      isPlaying: playing.some(({ name }) => name === scenario.name),
    })),
  });
}

function playedModel(played: PlayedScenario, lang: PageLanguage) {
  return {
    name: played.name,
    title: played.title?.[lang] ?? played.name,
    seed: played.seed,
    since: formatTime(played.startedAtMs, lang),
    steps: played.steps.map(({ number, title, rule }) => ({
      ...ruleModel(rule, lang),
      number,
      title: title?.[lang] ?? '',
      spent: rule.times === 0,
    })),
  };
}

const models = new Map<string, { name: string; title: string; steps: readonly string[] }>();

/** Read once: what a built-in scenario does never changes. */
function builtInModel(scenario: BuiltInScenario, lang: PageLanguage) {
  const key = `${lang} ${scenario.name}`;
  const known = models.get(key);
  if (known !== undefined) return known;
  const model = {
    name: scenario.name,
    title: scenario.title[lang],
    steps: builtInFrom(scenario).steps.map((step) => stepText(step, lang)),
  };
  models.set(key, model);
  return model;
}

/** The places of a step together, as most of its faults are the same at each. */
function stepText({ faults }: ScenarioStep, lang: PageLanguage): string {
  const places = new Map<string, string[]>();
  for (const fault of faults) {
    const what = faultText(fault, lang);
    places.set(what, [...(places.get(what) ?? []), placeName(fault.on, lang)]);
  }
  return [...places].map(([what, where]) => `${where.join(', ')}: ${what}`).join('; ');
}
