import type { FastifyInstance } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { type ApiAnswer, serializeAnswer } from './answer.ts';

/** What mobile SDKs and checkout.js read by GET, from any page and without a key (reference 2.16). */
export type OpenRead = {
  /** With its parameters, as the router spells them. */
  readonly path: string;
  readonly about: string;
  readonly parameters: readonly string[];
};

export const openReads = {
  publicKey: {
    path: '/payments/publickey',
    about: 'The key that card cryptograms are encrypted with: Pem and Version.',
    parameters: [],
  },
  binInfo: {
    path: '/bins/info/:firstSix',
    about: 'The bank of a card, by its first six digits.',
    parameters: ['firstSix'],
  },
  configuration: {
    path: '/merchant/configuration',
    about: 'What the terminal takes.',
    parameters: ['terminalPublicId'],
  },
  configurationOf: {
    path: '/merchant/configuration/:terminalPublicId',
    about: 'The same, with the terminal in the path.',
    parameters: ['terminalPublicId'],
  },
} as const satisfies Record<string, OpenRead>;

export function registerOpenReads(app: FastifyInstance, parts: SimulatorParts): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      reply
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .type('application/json; charset=utf-8');
    });
    scope.get(openReads.publicKey.path, async (_request, reply) => {
      const { pem, version } = await parts.cardKeys.publicKey();
      return reply.send(JSON.stringify({ Pem: pem, Version: version }));
    });
    scope.get<{ Params: { firstSix: string } }>(openReads.binInfo.path, (request, reply) =>
      reply.send(serializeAnswer(binInfo(parts, request.params.firstSix))),
    );
    scope.get<{ Querystring: Readonly<Record<string, unknown>> }>(
      openReads.configuration.path,
      (request, reply) => {
        const id = Object.entries(request.query).find(([name]) => /^terminalPublicId$/i.test(name));
        return reply.send(serializeAnswer(configuration(parts, String(id?.[1] ?? ''))));
      },
    );
    scope.get<{ Params: { terminalPublicId: string } }>(
      openReads.configurationOf.path,
      (request, reply) =>
        reply.send(serializeAnswer(configuration(parts, request.params.terminalPublicId))),
    );
  });
}

const wrong = (message: string): ApiAnswer => ({ success: false, message });

function binInfo(parts: SimulatorParts, firstSix: string): ApiAnswer {
  if (!/^\d{6,8}$/.test(firstSix)) {
    parts.log('warn', 'bins/info takes the first six digits of a card', { given: firstSix });
    return wrong('Invalid bin value');
  }
  const model = { BankName: 'Test Bank', LogoUrl: null, BankCountryCode: 'RU' };
  return { success: true, message: null, model };
}

/** Numbers of `ExternalPaymentMethods` that the official SDKs know: 6 is T-Pay; the rest is left out. */
const tPay = 6;

/** `IsSaveCard`: 0 never, 1 asked for by the payer, 2 told to the payer; the SDKs' reading. */
const saveCardCodes = { never: 0, when_asked: 1, always: 2 } as const;

function configuration(parts: SimulatorParts, publicId: string): ApiAnswer {
  const { site, behaviour } = parts;
  if (publicId !== site.publicId) {
    const details = { given: publicId, terminal: site.publicId };
    parts.log('warn', 'merchant/configuration of a terminal that is not here', details);
    return wrong('Not found');
  }
  const model = {
    LogoUrl: null,
    TerminalUrl: site.url,
    WidgetUrl: site.url,
    IsCharity: false,
    IsTest: behaviour.testMode,
    TerminalName: 'Kopeck simulator',
    SkipExpiryValidation: false,
    AgreementPath: null,
    IsCvvRequired: true,
    ExternalPaymentMethods: [
      {
        Type: tPay,
        Enabled: true,
        AppleMerchantId: null,
        AllowedPaymentMethods: null,
        ShopId: null,
        ShowCaseId: null,
      },
    ],
    Features: {
      IsAllowedNotSanctionedCards: true,
      IsQiwi: false,
      IsSaveCard: saveCardCodes[behaviour.saveTokens],
    },
    SupportedCards: [0, 1, 2, 3],
  };
  return { success: true, message: null, model };
}
