import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../test/support/free-port.ts';
import { type Simulator, startSimulator } from '../src/index.ts';

const folder = fileURLToPath(new URL('../../../docs/simulator/examples', import.meta.url));

/** How each example of docs/simulator.md is started on a port. */
export const exampleShops = {
  node: () => [process.execPath, 'shop.mjs'],
  python: () => ['python3', 'shop.py'],
  php: (port: number) => ['php', '-S', `127.0.0.1:${port}`, 'shop.php'],
} as const satisfies Readonly<Record<string, (port: number) => readonly string[]>>;

export type ExampleLanguage = keyof typeof exampleShops;

/**
 * Walks one example against a simulator: an order, refusals, a payment, a forger, a refund. Throws
 * at the first thing that is not as the docs say.
 */
export async function walkExample(language: ExampleLanguage): Promise<void> {
  const port = await freePort();
  const shopUrl = `http://127.0.0.1:${port}`;
  const apiSecret = 'a-secret-of-the-example';
  const simulator = await startSimulator({
    apiSecret,
    notifications: { baseUrl: `${shopUrl}/pay`, style: 'path' },
  });
  const data = await mkdtemp(join(tmpdir(), 'kopeck-example-'));
  const [file = '', ...args] = exampleShops[language](port);
  const shop = spawn(file, args, {
    cwd: join(folder, language),
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_ID: simulator.publicId,
      API_SECRET: apiSecret,
      WIDGET_URL: `${simulator.url}/bundles/cloudpayments.js`,
      ORDERS_FILE: join(data, 'orders.json'),
    },
    stdio: 'ignore',
  });
  try {
    await answering(shopUrl, shop);
    await walk(simulator, shopUrl);
  } finally {
    shop.kill('SIGKILL');
    await simulator.close();
    await rm(data, { recursive: true });
  }
}

async function answering(url: string, shop: ChildProcess): Promise<void> {
  let ended: string | null = null;
  shop.once('error', (error) => {
    ended = error.message;
  });
  shop.once('exit', (code) => {
    ended ??= `it ended with code ${code}`;
  });
  for (;;) {
    if (ended !== null) throw new Error(`the shop did not start: ${ended}`);
    if (await fetch(`${url}/orders/none`).catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function walk(simulator: Simulator, shopUrl: string): Promise<void> {
  const { publicId, control } = simulator;
  const textOf = async (path: string) => (await fetch(`${shopUrl}${path}`)).text();
  const newOrder = async () => {
    const page = await textOf('/');
    assert.ok(page.includes(`${simulator.url}/bundles/cloudpayments.js`));
    assert.ok(page.includes(publicId));
    return /externalId: '([^']+)'/.exec(page)?.[1] ?? '';
  };
  const pay = async (invoiceId: string, amount: string) =>
    (await control.pay({
      publicId,
      scheme: 'charge',
      amount,
      invoiceId,
      description: 'Чайник № 1 «Заря»',
      card: '4111111111111111',
    })) as { readonly success: boolean; readonly reasonCode?: number; transactionId: number };

  const order = await newOrder();
  assert.equal(await textOf(`/orders/${order}`), 'new');

  assert.equal((await pay(order, '1.00')).reasonCode, 3003, 'an altered amount is refused');
  assert.equal((await pay('NO-SUCH-ORDER', '1500.00')).reasonCode, 3001);
  assert.equal(await textOf(`/orders/${order}`), 'declined');

  const paid = await pay(order, '1500.00');
  assert.equal(paid.success, true, 'the payer may try again');
  assert.equal(await textOf(`/orders/${order}`), 'paid');
  assert.equal((await pay(order, '1500.00')).reasonCode, 3008, 'nobody pays twice');
  assert.equal(await textOf(`/orders/${order}`), 'paid');

  const other = await newOrder();
  const forged = await fetch(`${shopUrl}/pay/pay`, {
    method: 'POST',
    headers: { 'content-hmac': Buffer.alloc(32).toString('base64') },
    body: new URLSearchParams({ InvoiceId: other, Amount: '1500.00', Status: 'Completed' }),
  });
  assert.equal(forged.status, 401);
  assert.equal(await textOf(`/orders/${other}`), 'new', 'a forger changes nothing');

  const refund = await fetch(`${simulator.url}/payments/refund`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${publicId}:${simulator.apiSecret}`)}` },
    body: new URLSearchParams({ TransactionId: String(paid.transactionId), Amount: '1500.00' }),
  });
  assert.equal(((await refund.json()) as { readonly Success: boolean }).Success, true);
  await control.flush();
  assert.equal(await textOf(`/orders/${order}`), 'refunded');
  const lost = control.deliveries().filter(({ type, status }) => {
    return type !== 'Check' && status !== 'delivered';
  });
  assert.deepEqual(lost, [], 'everything but the refused Checks is acknowledged');
}
