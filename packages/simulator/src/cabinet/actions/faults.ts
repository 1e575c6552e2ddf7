import type { Fields } from '../../rest/fields.ts';
import { builtIn } from '../../scenarios/built-in.ts';
import { plain } from '../../scenarios/plain.ts';
import { problemText, ScenarioError } from '../../scenarios/problem.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { builtInFrom, unknownName } from '../../scenarios/source.ts';
import { readStep } from '../../scenarios/step.ts';
import { parseScenario } from '../../scenarios/text.ts';
import { type Actions, soon } from './action.ts';
import { refusalIn, refuse } from './refusals.ts';

/** The keys of a step that a form may have; what is left empty is not said at all. */
const stepKeys = [
  ...['on', 'fault', 'delay', 'count', 'reasonCode', 'status', 'value'],
  ...['after', 'every', 'probability', 'for'],
];

/** What goes wrong: faults one by one, and scenarios. */
export const faultActions: Actions = {
  'add-fault': (fields, parts, lang) => {
    const reading = readStep(plain(stepIn(fields)));
    if (!reading.ok) {
      const told = reading.problems.map((item) => problemText({ ...item, line: null }, lang));
      return refuse(told.join('; '));
    }
    for (const fault of reading.faults) parts.faults.add(fault);
    return null;
  },
  'remove-fault': (fields, { faults }, lang) =>
    faults.remove(fields.text('id') ?? '') ? null : refuse(refusalIn(lang, 'Not found')),
  'clear-faults': (_fields, { faults, scenarios }) => {
    scenarios.stopAll();
    faults.clear();
    return null;
  },
  'play-scenario': async (fields, parts, lang) => {
    try {
      const scenario = await scenarioIn(fields);
      const seed = fields.text('seed');
      await soon(parts.scenarios.play(seed === null ? scenario : { ...scenario, seed }));
      return null;
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      return refuse(error.problems.map((problem) => problemText(problem, lang)).join('; '));
    }
  },
  'stop-scenario': (fields, { scenarios }, lang) =>
    scenarios.stop(fields.text('name') ?? '') ? null : refuse(refusalIn(lang, 'Not found')),
};

function stepIn(fields: Fields): object {
  const given = stepKeys.flatMap((name) => {
    const text = fields.text(name);
    return text === null ? [] : [[name, text] as const];
  });
  const [fact, pattern] = [fields.text('fact'), fields.text('pattern')];
  return {
    ...Object.fromEntries(given),
    times: fields.text('times') ?? 'always',
    ...(fact === null || pattern === null ? {} : { match: { [fact]: pattern } }),
  };
}

/** The text of one, or the name of a built-in one. */
async function scenarioIn(fields: Fields): Promise<Scenario> {
  const text = fields.get('text');
  if (typeof text === 'string') return parseScenario(text, 'text', 'scenario');
  const name = fields.text('name') ?? '';
  const known = builtIn(name);
  if (known === undefined) throw new ScenarioError(name, [unknownName(name)]);
  return builtInFrom(known);
}
