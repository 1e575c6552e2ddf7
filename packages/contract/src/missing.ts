import { checkReaches } from './account.ts';
import type { Need } from './case.ts';
import type { Clock } from './clock.ts';
import type { Listener } from './listener/listener.ts';
import type { Text } from './text.ts';
import type { Api } from './wire/client.ts';

/** Why a need cannot be met; null when it can. */
export type Missing = Readonly<Record<Need, Text | null>>;

const reasons = {
  listener: {
    ru: 'уведомления некому принимать: задайте --listen и --notify-url',
    en: 'nobody receives notifications: give --listen and --notify-url',
  },
  clock: {
    ru: 'часы не наши: пришлось бы ждать днями',
    en: 'the clock cannot be turned: days would have to pass',
  },
  patience: {
    ru: 'нужны минуты ожидания: задайте --slow',
    en: 'this takes minutes of waiting: give --slow',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** What of the needs is not there, with what would help. */
export async function missingFor(parts: {
  readonly api: Api;
  readonly listener: Listener | null;
  readonly clock: Clock;
  readonly patient: boolean;
}): Promise<Missing> {
  const { api, listener, clock, patient } = parts;
  return {
    listener: listener === null ? reasons.listener : null,
    check: listener === null ? reasons.listener : await checkMissing(api, listener),
    clock: clock.turns ? null : reasons.clock,
    patience: clock.turns || patient ? null : reasons.patience,
  };
}

async function checkMissing(api: Api, listener: Listener): Promise<Text | null> {
  if (await checkReaches(api, listener)) return null;
  const address = listener.addressOf('check');
  return {
    ru: `Check включается только в кабинете: включите его, POST, адрес ${address}`,
    en: `only the account can switch Check on: do so, POST, address ${address}`,
  };
}
