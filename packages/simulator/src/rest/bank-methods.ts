import { sbpBanks } from '../payments/sbp-banks.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import type { Call, Methods } from './method.ts';
import { optional, required } from './parameter.ts';

/** The banks whose apps pay through SBP (reference 2.12; widget reference 5.5). */
export const bankMethods: Methods = {
  'sbp/v2/banks/info': {
    place: 'banks',
    about: 'Members of SBP, each with an address that opens a payment link in its app.',
    section: '2.12',
    access: 'public_id',
    parameters: [
      required('PublicTerminalId', 'string', 'The terminal.'),
      optional('Platform', 'string', "The payer's platform.", {
        values: ['desktop', 'ios', 'android'],
      }),
      optional('AccountId', 'string', 'The payer on the side of the shop.'),
      optional('IsRenewSubscription', 'boolean', 'Whether a binding is renewed.'),
      optional('JsonData', 'json', 'Any data of the shop.'),
      optional('SaveCard', 'boolean', 'Whether the account is to be bound.'),
      optional('Token', 'string', 'A bound account.'),
    ],
    answers: 'SbpBanks',
    run: list,
  },
};

function list({ fields, parts }: Call): MethodResult {
  const { publicId, url } = parts.site;
  if (fields.text('PublicTerminalId') !== publicId) {
    return refused('Invalid PublicTerminalId value');
  }
  const Members = sbpBanks.map(({ id, name }) => ({
    id,
    name,
    logo: `${url}/sbp/logos/${id}.svg`,
    url: `${url}/sbp/banks/${id}/{QRC_ID}{QUERY_STRING}`,
  }));
  return succeeded([{ Source: 'widget', Version: '2.0', Members }]);
}
