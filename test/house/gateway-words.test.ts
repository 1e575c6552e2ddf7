import { expect, test } from 'vitest';
import { knownTransactionStatuses } from '../../packages/cloudpayments/src/wire/statuses.ts';
import { productSources, textOf, wholeTree } from './support/files.ts';
import { complaints, type Exceptions, type Finding } from './support/findings.ts';
import { everyNode, findingAt, literalText, parse, propertyName } from './support/syntax.ts';

/** The gateway's spelling is known to `cloudpayments` alone; the rest of the product speaks our glossary. */
const others = ['domain', 'api', 'server', 'checkout', 'desk', 'cli'];

const exceptions: Exceptions = {
  'packages/cli/src/doctor/checks/parsing.ts':
    'a body byte for byte as the gateway sends it: built by our own code it would prove nothing',
  'packages/cli/src/doctor/checks/signature.ts':
    'a known answer of the protocol reference: the bytes are what is signed',
  'packages/cli/src/doctor/samples.ts':
    'says Status to the notification builder, whose status is the gateway’s word by design',
  'packages/cli/src/simulator/log-phrases.ts':
    'phrases of the simulator’s log, for developers: they name the fields as the gateway does',
  'packages/cli/src/simulator/flags.ts':
    'help for developers: a flag of the simulator decides what that field of the gateway says',
  'packages/desk/src/i18n/en.ts': 'English for people: a payment that was declined is “Declined”',
  'packages/server/src/notifications/shape.ts':
    'a Cancel is told from a replayed message by the one status a Cancel may name',
  'packages/server/src/timeline/hide-token.ts':
    'takes the card token out of a body before a person reads it: it must name the field',
};

const statuses = knownTransactionStatuses.filter(
  (status) => !['Created', 'Pending', 'Failed'].includes(status),
);

/**
 * The names of fields, read from the protocol library itself, so that a new one is guarded with no change here.
 * Names of one plain word, such as Amount, could be anybody's and are left out, but for the card's token.
 */
const fieldNames = new Set(
  productSources(['cloudpayments'])
    .filter((file) => /\/src\/(wire|client)\//u.test(file))
    .flatMap((file) => everyNode(parse(file, textOf(file))))
    .map((node) => literalText(node) ?? propertyName(node) ?? '')
    .filter((word) => /^[A-Z][a-z]+([A-Z][a-z]+)+$/u.test(word)),
);
const words = new Set<string>([...fieldNames, ...statuses, 'Token']);

function gatewayWords(file: string, text: string): readonly Finding[] {
  if (!anyWord.test(text)) return [];
  return everyNode(parse(file, text)).flatMap((node) => {
    const spelled = propertyName(node) ?? literalText(node)?.match(/[A-Za-z]+/gu) ?? [];
    return [spelled]
      .flat()
      .filter((word) => words.has(word))
      .map((word) =>
        findingAt(node, `${word} is the gateway's word: use ours, or from-gateway.ts`),
      );
  });
}

const anyWord = new RegExp(`\\b(${[...words].join('|')})\\b`, 'u');

test('the words guarded are those of notifications, answers and requests', () => {
  for (const word of ['TransactionId', 'InvoiceId', 'PaymentTransactionId', 'CardFirstSix'])
    expect(words).toContain(word);
  for (const word of ['AccountId', 'JsonData', 'GatewayName', 'Authorized', 'Completed'])
    expect(words).toContain(word);
  for (const plain of ['Amount', 'Status', 'Pending', 'Email']) expect(words).not.toContain(plain);
});

test.each([
  [`order.InvoiceId`, 1],
  [`const { TransactionId } = body`, 1],
  [`if (status === 'Authorized') pay();`, 1],
  [`const body = \`InvoiceId=\${id}&Amount=1\`;`, 1],
  [`text.replace(/("Token"\\s*:)/u, '')`, 1],
  [`// InvoiceId is the gateway's word\norder.invoiceId`, 0],
  [
    `import type { TransactionStatus } from '@kopeck/cloudpayments/wire'; new Intl.DateTimeFormat()`,
    0,
  ],
])('%s has %i words of the gateway', (text, count) => {
  expect(gatewayWords('sample.ts', text)).toHaveLength(count);
});

test('no spelling of the gateway stands outside its library', wholeTree, () => {
  const files = productSources(others).filter(
    (file) => !/^packages\/domain\/src\/.*\bfrom-gateway\.ts$/u.test(file),
  );
  const findings = files.flatMap((file) => gatewayWords(file, textOf(file)));
  expect(complaints(findings, exceptions)).toEqual([]);
});
