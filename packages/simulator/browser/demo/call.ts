/** What the form of the demo page says, as a call of the gateway's scripts. */

export type Entry = 'start' | 'pay' | 'charge' | 'blocks' | 'checkout';

export type Call = {
  readonly entry: Entry;
  readonly scheme: 'Single' | 'Dual';
  /** Of the constructor. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Of the call itself. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** As a shop would write it. */
  readonly code: string;
};

/** Throws SyntaxError when the extra parameters are no JSON object. */
export function readCall(form: HTMLFormElement, publicId: string): Call {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const entry = text('entry') as Entry;
  const scheme = text('scheme') === 'Dual' ? 'Dual' : 'Single';
  const extra = readExtra(text('extra'));
  const isNew = entry === 'start' || entry === 'blocks';
  const common = given({
    amount: Number(text('amount')),
    currency: text('currency'),
    description: text('description'),
    skin: text('skin'),
    autoClose: text('autoClose') === '' ? '' : Number(text('autoClose')),
    retryPayment: data.has('retryPayment') ? '' : false,
    cryptogramMode: data.has('cryptogramMode') || '',
  });
  const restricted = data.getAll('restricted').map(String);
  const own = isNew
    ? given({
        publicTerminalId: publicId,
        paymentSchema: scheme,
        externalId: text('invoiceId'),
        receiptEmail: text('email'),
        culture: text('culture'),
        emailBehavior: text('emailBehavior'),
        tokenize: data.has('tokenize') || '',
        userInfo: text('accountId') === '' ? '' : { accountId: text('accountId') },
        restrictedPaymentMethods: restricted.length === 0 ? '' : restricted,
      })
    : given({
        publicId,
        invoiceId: text('invoiceId'),
        accountId: text('accountId'),
        email: text('email'),
        requireEmail: text('emailBehavior') === 'Required' || '',
        disableEmail: text('emailBehavior') === 'Hidden' || '',
      });
  const options = isNew ? {} : { language: text('culture'), ...hidden(restricted) };
  const parameters = { ...own, ...common, ...extra };
  return { entry, scheme, options, parameters, code: codeOf(entry, scheme, options, parameters) };
}

function given(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

function readExtra(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = text === '' ? {} : JSON.parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new SyntaxError('not an object');
}

const flags: Readonly<Record<string, string>> = {
  Sbp: 'sbpSupport',
  TinkoffPay: 'tinkoffPaySupport',
  SberPay: 'sberPaySupport',
  MirPay: 'mirPaySupport',
  Dolyame: 'dolyameSupport',
  TcsInstallment: 'tinkoffInstallmentSupport',
};

/** The older widget hides a method by a flag of its constructor, and the card by none. */
function hidden(restricted: readonly string[]): Readonly<Record<string, boolean>> {
  const names = restricted.map((method) => flags[method]).filter((name) => name !== undefined);
  return Object.fromEntries(names.map((name) => [name, false]));
}

function codeOf(
  entry: Entry,
  scheme: 'Single' | 'Dual',
  options: object,
  parameters: object,
): string {
  const told = JSON.stringify(parameters, null, 2);
  const word = scheme === 'Dual' ? 'auth' : 'charge';
  const created = `const widget = new cp.CloudPayments(${Object.keys(options).length === 0 ? '' : JSON.stringify(options)});`;
  if (entry === 'start') {
    return `${created}\nwidget.oncomplete = (result) => {};\nconst result = await widget.start(${told});`;
  }
  if (entry === 'pay') {
    return `${created}\nwidget.pay('${word}', ${told}, { onSuccess, onFail, onComplete });`;
  }
  if (entry === 'charge') {
    return `${created}\nwidget.${word}(${told}, onSuccess, onFail, onComplete);`;
  }
  if (entry === 'blocks') {
    return `const blocks = new cp.PaymentBlocks(${told});\nblocks.on('success', (result) => {});\nblocks.on('fail', (result) => {});\nblocks.mount(document.getElementById('blocks'));`;
  }
  return `const checkout = new cp.Checkout({\n  publicId: ${JSON.stringify(Reflect.get(parameters, 'publicId'))},\n  container: document.getElementById('card'),\n});\nconst cryptogram = await checkout.createPaymentCryptogram();`;
}
