import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isObject } from '../json.ts';
import type { SimulatorParts } from '../parts.ts';
import { type BuiltInScenario, builtIn, builtInScenarios } from '../scenarios/built-in.ts';
import { problemText, ScenarioError } from '../scenarios/problem.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { PlayedScenario } from '../scenarios/scenarios.ts';
import { builtInFrom, scenarioFrom, unknownName } from '../scenarios/source.ts';
import { parseScenario } from '../scenarios/text.ts';
import { iso, notFound, readBody, wrong } from './body.ts';
import { sendProblem } from './problem.ts';

type ByName = { Params: { name: string } };

/** A scenario may come as it stands in its file, too: `--data-binary @scenario.yaml`. */
export const scenarioTypes = ['application/yaml', 'application/x-yaml', 'text/yaml'];

/** Scenarios: what goes wrong, step by step. */
export function scenarioControls(scope: FastifyInstance, parts: SimulatorParts): void {
  const { scenarios } = parts;
  scope.get('/scenarios', (_request, reply) =>
    reply.send({
      seed: parts.chance.seed,
      playing: scenarios.all().map(playedView),
      builtIn: builtInScenarios.map(builtInView),
    }),
  );
  scope.get<ByName>('/scenarios/:name', (request, reply) => {
    const { name } = request.params;
    const played = scenarios.get(name);
    if (played !== undefined) return reply.send(playedView(played));
    const known = builtIn(name);
    return known === undefined ? notFound(reply, 'scenario', name) : reply.send(known);
  });
  scope.post('/scenarios', async (request, reply) => {
    try {
      const scenario = await scenarioIn(request);
      const played = await scenarios.play(scenario);
      return await reply.code(201).send(playedView(played));
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      const detail = error.problems.map((problem) => problemText(problem, 'en')).join('\n');
      return sendProblem(reply, wrong('bad_scenario', detail));
    }
  });
  scope.delete('/scenarios', (_request, reply) => {
    scenarios.stopAll();
    return reply.code(204).send();
  });
  scope.delete<ByName>('/scenarios/:name', (request, reply) => {
    const { name } = request.params;
    return scenarios.stop(name) ? reply.code(204).send() : notFound(reply, 'scenario', name);
  });
}

/** `{name}` of a built-in one, `{text}` of a file, the scenario itself, or YAML by its Content-Type. */
async function scenarioIn(request: FastifyRequest): Promise<Scenario> {
  const type = request.headers['content-type'] ?? '';
  if (/yaml/i.test(type)) return parseScenario(String(request.body ?? ''), 'body', 'scenario');
  const body = readBody(request.body);
  if (!body.ok) return parseScenario(String(request.body ?? ''), 'body', 'scenario');
  const { value, fields } = body;
  if (fields.get('steps') !== undefined || Array.isArray(value)) {
    return scenarioFrom(value as object, fields.text('name') ?? 'scenario');
  }
  const name = fields.text('name');
  const text = fields.text('text');
  if (text !== null) return parseScenario(text, 'text', name ?? 'scenario');
  const known = builtIn(name ?? '');
  if (known !== undefined) return builtInFrom(known);
  if (name !== null) throw new ScenarioError(name, [unknownName(name)]);
  return scenarioFrom(isObject(value) ? value : {}, 'scenario');
}

/** A scenario as the control calls show it. */
export function playedView(played: PlayedScenario): object {
  const { name, title, seed, startedAtMs } = played;
  return {
    name,
    title,
    seed,
    startedAt: iso(startedAtMs),
    steps: played.steps.map(({ number, title: stepTitle, rule }) => {
      const { id, on, fault, times, happened } = rule;
      return { step: number, title: stepTitle, id, on, fault, left: times, happened };
    }),
  };
}

function builtInView({ name, title, steps }: BuiltInScenario): object {
  return { name, title, steps };
}
