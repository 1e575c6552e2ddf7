import type { WidgetDefaults } from './intent.ts';
import { type GivenParameters, textOf } from './parameters.ts';

/** What a flag of the older constructors switches off (widget reference 1.3). */
const flags: Readonly<Record<string, string>> = {
  sbpSupport: 'Sbp',
  tinkoffPaySupport: 'TinkoffPay',
  sberPaySupport: 'SberPay',
  mirPaySupport: 'MirPay',
  dolyameSupport: 'Dolyame',
  tinkoffInstallmentSupport: 'TcsInstallment',
  foreignSupport: 'ForeignCard',
};

/** Options of `new cp.CloudPayments(…)`; those of methods that the simulator has not are nothing. */
export function readDefaults(given: GivenParameters): WidgetDefaults {
  return {
    language: textOf(given.language) ?? textOf(given.culture) ?? 'ru-RU',
    email: textOf(given.email),
    cryptogramMode: given.cryptogramMode === true,
    hiddenMethods: Object.entries(flags)
      .filter(([flag]) => given[flag] === false || given[flag] === 'false')
      .map(([, method]) => method),
  };
}
