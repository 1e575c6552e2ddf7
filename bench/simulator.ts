import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeProgram } from '../tools/pack/package.ts';
import { charge, type Target } from './simulator/load.ts';
import {
  cpuMsOf,
  leaveFirstCore,
  memoryMbOf,
  type Running,
  type Shop,
  startShop,
  startSimulator,
} from './simulator/processes.ts';

/**
 * `npm run bench:simulator`: how fast the packed simulator starts, how many charges with their Check
 * and Pay one core carries, and whether its memory stays flat. `-- --transactions 100000` is the
 * quick way.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    transactions: { type: 'string', default: '1000000' },
    /** Charges of one measurement of speed. */
    charges: { type: 'string', default: '20000' },
    /** Writes a CPU profile of the first measurement into bench/out. */
    profile: { type: 'boolean', default: false },
  },
});
const secret = 'bench-secret-of-the-simulator';
const atOnce = 30;
const warmUp = 3000;
const workshop = await mkdtemp(join(tmpdir(), 'kopeck-bench-'));
const out = join(root, 'bench/out');

interface Speed {
  readonly name: string;
  readonly charges: number;
  readonly perSecond: number;
  /** Charges for each second of a core that the simulator used: median of the tenths, and the best. */
  readonly perCoreSecond: number;
  readonly bestPerCoreSecond: number;
}

interface Memory {
  readonly transactions: number;
  readonly megabytes: number;
}

await mkdir(out, { recursive: true });
await writeProgram(root, workshop);
const command = join(workshop, 'lib/kopeck.js');
const starts = await startTimes();
leaveFirstCore();
const shop = await startShop();
const speeds: Speed[] = [];
const profile = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${out}`] : [];
for (const [name, flags, nodeFlags] of [
  ['in memory, deliveries kept', ['--log', 'none'], profile],
  ['and a line printed for each event', ['--log', 'info'], []],
  ['and a journal on the disk', ['--journal', join(workshop, 'journal.jsonl')], []],
] as const) {
  speeds.push(await speedOf(name, flags, nodeFlags));
  console.log(speedLine(speeds.at(-1) as Speed));
}
const memory = await memoryOver(Number(values.transactions));
shop.stop();

const result = { at: new Date().toISOString(), node: process.version, starts, speeds, memory };
await writeFile(join(out, 'simulator.json'), `${JSON.stringify(result, null, 2)}\n`);
await rm(workshop, { recursive: true });
console.log(
  [
    '',
    `start              ${starts.wallMs} ms, ${starts.cpuMs} ms of a core (median of ${starts.runs})`,
    ...speeds.map(speedLine),
    ...memory.map(
      ({ transactions, megabytes }) =>
        `memory  ${String(transactions).padStart(9)}  ${String(megabytes).padStart(5)} MB`,
    ),
  ].join('\n'),
);

/** A machine that others use too stretches even the time of a core: the best tenth is nearest the truth. */
function speedLine({ name, perSecond, perCoreSecond, bestPerCoreSecond }: Speed): string {
  const column = (value: number) => String(value).padStart(5);
  return `charges  ${column(perSecond)}/s  ${column(perCoreSecond)} per core-second, at best ${column(bestPerCoreSecond)}  ${name}`;
}

async function startTimes() {
  const runs = 7;
  const times: (readonly [wallMs: number, cpuMs: number])[] = [];
  for (let run = 0; run < runs; run += 1) {
    const simulator = await startSimulator(command, []);
    times.push([simulator.readyAfterMs, cpuMsOf(simulator.pid)]);
    await simulator.stop();
  }
  const median = (column: 0 | 1) =>
    times.map((time) => time[column]).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
  return { runs, wallMs: median(0), cpuMs: median(1) };
}

async function startFor(to: Shop, flags: readonly string[], nodeFlags: readonly string[] = []) {
  const own = ['--secret', secret, '--live', '--notify', `${to.url}/pay`];
  const simulator = await startSimulator(command, [...own, ...flags], nodeFlags);
  return { simulator, target: await targetOf(simulator) };
}

/** A saved card to charge. */
async function targetOf({ url, publicId }: Running): Promise<Target> {
  const accountId = 'bench';
  const payment = { publicId, accountId, scheme: 'charge', amount: '1.00', tokenize: true };
  await fetch(`${url}/_sim/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...payment, card: '4242424242424242' }),
  });
  const response = await fetch(`${url}/payments/tokens/list`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${publicId}:${secret}`)}` },
    body: new URLSearchParams({ PageNumber: '1' }),
  });
  const { Model } = (await response.json()) as { readonly Model: readonly { Token: string }[] };
  return { url, publicId, apiSecret: secret, token: Model[0]?.Token ?? '', accountId };
}

/** Charges until the shop has every Check and Pay of them. */
async function chargeAll(target: Target, count: number): Promise<void> {
  const before = await shop.received();
  await charge(target, count, atOnce);
  while ((await shop.received()) < before + 2 * count) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function speedOf(
  name: string,
  flags: readonly string[],
  nodeFlags: readonly string[],
): Promise<Speed> {
  const { simulator, target } = await startFor(shop, flags, nodeFlags);
  await chargeAll(target, warmUp);
  const tenths = 10;
  const tenth = Math.round(Number(values.charges) / tenths);
  const startedAt = performance.now();
  const perCoreSecond: number[] = [];
  for (let done = 0; done < tenths; done += 1) {
    const cpuAt = cpuMsOf(simulator.pid);
    await chargeAll(target, tenth);
    perCoreSecond.push(Math.round((tenth / (cpuMsOf(simulator.pid) - cpuAt)) * 1000));
  }
  const charges = tenth * tenths;
  const perSecond = Math.round((charges / (performance.now() - startedAt)) * 1000);
  await simulator.stop();
  perCoreSecond.sort((a, b) => a - b);
  return {
    name,
    charges,
    perSecond,
    perCoreSecond: perCoreSecond[tenths / 2] ?? 0,
    bestPerCoreSecond: perCoreSecond.at(-1) ?? 0,
  };
}

async function memoryOver(transactions: number): Promise<readonly Memory[]> {
  const { simulator, target } = await startFor(shop, ['--log', 'none']);
  const step = Math.min(100_000, transactions);
  const points: Memory[] = [{ transactions: 0, megabytes: memoryMbOf(simulator.pid) }];
  for (let made = step; made <= transactions; made += step) {
    await chargeAll(target, step);
    points.push({ transactions: made, megabytes: memoryMbOf(simulator.pid) });
    console.log(`memory  ${made}  ${points.at(-1)?.megabytes} MB`);
  }
  await simulator.stop();
  return points;
}
