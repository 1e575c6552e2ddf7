import { isObject, parseExact } from '../json.ts';

/**
 * Puts the plan that `SubscriptionBehavior` asks for where every payment has it (widget reference
 * 2.1): `{"cloudPayments":{"recurrent":{"interval":"Week","period":1}}}`. A plan that the data
 * names already stays. Null when the data is no JSON object, so that nothing can be put into it.
 */
export function withPlan(data: string | null, interval: 'Week' | 'Month'): string | null {
  const given = data === null ? {} : parsedObject(data);
  if (given === null) return null;
  const name = Object.keys(given).find((key) => key.toLowerCase() === 'cloudpayments');
  const container = name === undefined ? {} : given[name];
  if (!isObject(container)) return null;
  const planned = Object.keys(container).some((key) => key.toLowerCase() === 'recurrent');
  if (planned) return data;
  const recurrent = { interval, period: 1 };
  return JSON.stringify({ ...given, [name ?? 'cloudPayments']: { ...container, recurrent } });
}

function parsedObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed = parseExact(text);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
