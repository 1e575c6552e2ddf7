import { readFile } from 'node:fs/promises';
import { type Hostile, hostileRequest } from './hostile-bodies.ts';
import { createRandom } from './random.ts';
import type { Trial, TrialOptions } from './report.ts';
import type { World } from './world.ts';

const atOnce = 24;
/** Beyond this a server keeps what it is sent. Buffers and caches grow before they are full. */
const growthMb = 80;

/**
 * Sends hostile requests to the gateway's address: never a 5xx, never a change of anything, and memory that
 * stays where it was.
 */
export async function fuzz(world: World, options: TrialOptions): Promise<Trial> {
  const [server] = world.servers;
  if (server === undefined) throw new Error('A world without servers.');
  const startedAt = performance.now();
  const order = await server.shop.awaitingOrder();
  const { order: paid } = await server.shop.heldPayment();
  const before = await stateOf(world, [order.id, paid.id]);
  const problems: string[] = [];
  let wrong = 0;
  let settledMb = 0;
  let peakMb = 0;
  for (let done = 0; done < options.times; done += atOnce) {
    const batch = Array.from(
      { length: Math.min(atOnce, options.times - done) },
      (_, index) => done + index,
    );
    await Promise.all(
      batch.map(async (number) => {
        // Each request has a seed of its own: one number shows it again.
        const request = hostileRequest(createRandom(options.seed + number), order.invoiceId);
        const status = await send(server.url, request);
        if (status >= 400 && status < 500) return;
        // A readable foreign message is stored and acknowledged: it moves nothing, which is looked at below.
        if (status === 200) return;
        wrong += 1;
        problems.push(
          `seed ${options.seed + number}: ${request.method} ${request.path} was answered ${status}`,
        );
      }),
    );
    const usedMb = await memoryOf(server.pid());
    if (done > options.times / 4 && settledMb === 0) settledMb = usedMb;
    peakMb = Math.max(peakMb, usedMb);
    options.onProgress(Math.min(done + atOnce, options.times));
  }
  if ((await stateOf(world, [order.id, paid.id])) !== before) {
    wrong += 1;
    problems.push(`seed ${options.seed}: an order or a payment has changed`);
  }
  if (settledMb > 0 && peakMb - settledMb > growthMb) {
    wrong += 1;
    problems.push(`memory grew from ${settledMb} MB to ${peakMb} MB`);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  return {
    what: 'hostile bodies and headers',
    times: options.times,
    lost: 0,
    wrong,
    seconds,
    problems,
  };
}

async function send(url: string, { path, method, headers, body }: Hostile): Promise<number> {
  const init =
    method === 'GET' ? { method, headers } : { method, headers, body: new Uint8Array(body) };
  try {
    const answer = await fetch(`${url}/api/cloudpayments/webhook${path}`, init);
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** The two orders as the shop sees them, and how many payments there are at all. */
async function stateOf(world: World, orderIds: readonly string[]): Promise<string> {
  const [server] = world.servers;
  if (server === undefined) throw new Error('A world without servers.');
  const { shop } = server;
  const orders = await Promise.all(orderIds.map((id) => shop.order(id)));
  const list = await shop.call('GET', '/api/payments?limit=100');
  return JSON.stringify([orders.map((one) => [one.status, one.payments]), list.body]);
}

/** Resident memory of a process in megabytes. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
