import './demo.css';
import { type Call, readCall } from './demo/call.ts';
import { createEventLog } from './demo/events.ts';

/** The page to try the scripts on: it does what a shop's page does, and shows what it is told. */

type Told = (...told: unknown[]) => void;

type Widget = {
  oncomplete: Told;
  onclose: Told;
  oncryptogram: Told;
  onpendingpayment: Told;
  start: (parameters: object) => Promise<unknown>;
  pay: (scheme: string, parameters: object, calls: object) => Promise<unknown>;
  charge: (parameters: object, ok: Told, fail: Told, complete: Told) => void;
  auth: (parameters: object, ok: Told, fail: Told, complete: Told) => void;
};

type Blocks = {
  on: (event: string, handler: Told) => void;
  mount: (element: HTMLElement) => void;
  update: (parameters: object) => void;
  unmount: () => void;
};

type Checkout = {
  createPaymentCryptogram: () => Promise<string>;
  createCryptogramPacket: () => { readonly success: boolean; readonly packet?: string };
};

type Scripts = {
  readonly CloudPayments: new (options: object) => Widget;
  readonly PaymentBlocks: new (parameters: object) => Blocks;
  readonly Checkout: new (options: object) => Checkout;
};

const cp = (window as unknown as { readonly cp: Scripts }).cp;

function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no ${id}`);
  return element as T;
}

const form = byId<HTMLFormElement>('parameters');
const { publicId = '', badJson = '' } = document.body.dataset;
const events = createEventLog(byId('events'), byId('no-events'));
const extra = form.elements.namedItem('extra') as HTMLTextAreaElement;
let blocks: Blocks | null = null;
let cryptogram = '';

function currentCall(): Call | null {
  try {
    const call = readCall(form, publicId);
    extra.removeAttribute('aria-invalid');
    byId('code').textContent = call.code;
    return call;
  } catch {
    extra.setAttribute('aria-invalid', 'true');
    byId('code').textContent = badJson;
    return null;
  }
}

function show(): void {
  const call = currentCall();
  if (call === null) return;
  byId('own-form').hidden = call.entry !== 'checkout';
  byId<HTMLButtonElement>('open').hidden = call.entry === 'checkout';
  if (call.entry !== 'blocks') takeBlocksOff();
}

function takeBlocksOff(): void {
  blocks?.unmount();
  blocks = null;
  byId('embedded').hidden = true;
}

function openBlocks(call: Call): void {
  takeBlocksOff();
  blocks = new cp.PaymentBlocks(call.parameters);
  for (const name of ['init', 'success', 'fail', 'cryptogram', 'destroy']) {
    blocks.on(name, (...told) => events.tell(name, ...told.filter((one) => one !== undefined)));
  }
  byId('embedded').hidden = false;
  blocks.mount(byId('blocks'));
}

function openWidget(call: Call): void {
  const widget = new cp.CloudPayments(call.options);
  for (const name of ['oncomplete', 'onclose', 'oncryptogram', 'onpendingpayment'] as const) {
    widget[name] = (...told) => events.tell(name, ...told);
  }
  const named = (name: string) => (first: unknown, second?: unknown) =>
    events.tell(name, ...(second === undefined ? [] : [first]));
  const [onSuccess, onFail, onComplete] = ['onSuccess', 'onFail', 'onComplete'].map(named);
  const calls = { onSuccess, onFail, onComplete };
  const scheme = call.scheme === 'Dual' ? 'auth' : 'charge';
  if (call.entry === 'charge') {
    const nothing = () => undefined;
    widget[scheme](call.parameters, onSuccess ?? nothing, onFail ?? nothing, onComplete ?? nothing);
    return;
  }
  const promise =
    call.entry === 'start'
      ? widget.start(call.parameters)
      : widget.pay(scheme, call.parameters, calls);
  promise.then(
    (result) => events.tell('promise', result),
    (error: unknown) => events.tell('rejected', error),
  );
}

form.addEventListener('input', show);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const call = currentCall();
  if (call === null) return;
  if (call.entry === 'blocks') openBlocks(call);
  else openWidget(call);
});
byId('update').addEventListener('click', () => {
  const call = currentCall();
  if (call !== null) blocks?.update(call.parameters);
});
byId('unmount').addEventListener('click', takeBlocksOff);
byId('clear').addEventListener('click', events.clear);

const card = byId<HTMLFormElement>('card');
const charge = byId<HTMLButtonElement>('charge');

function created(packet: string): void {
  cryptogram = packet;
  charge.disabled = false;
}

card.addEventListener('submit', (event) => {
  event.preventDefault();
  new cp.Checkout({ publicId, container: card }).createPaymentCryptogram().then(
    (packet) => {
      created(packet);
      events.tell('cryptogram', packet);
    },
    (errors: unknown) => events.tell('rejected', errors),
  );
});
byId('packet').addEventListener('click', () => {
  const result = new cp.Checkout({ publicId, container: card }).createCryptogramPacket();
  if (result.packet !== undefined) created(result.packet);
  events.tell('createCryptogramPacket', result);
});
charge.addEventListener('click', () => void payByCryptogram());

async function payByCryptogram(): Promise<void> {
  const { parameters, scheme } = currentCall() ?? {};
  const fields = {
    PublicId: publicId,
    Amount: String(parameters?.amount ?? ''),
    Currency: String(parameters?.currency ?? ''),
    InvoiceId: String(parameters?.invoiceId ?? ''),
    CardCryptogramPacket: cryptogram,
  };
  const method = scheme === 'Dual' ? 'auth' : 'charge';
  const response = await fetch(`/payments/cards/${method}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  events.tell(`payments/cards/${method}`, await response.json());
}

show();
