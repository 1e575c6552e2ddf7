import { parseArgs } from 'node:util';
import { faultMatrix } from './fault-matrix.ts';
import { fuzz } from './fuzz.ts';
import { races } from './races.ts';
import { type Trial, type TrialOptions, tableOf } from './report.ts';
import { storm } from './storm.ts';
import { startWorld, type World } from './world.ts';

/**
 * `npm run torture`: attacks a running Kopeck in every way we know and prints what was lost. Each part can be
 * chosen (`--only fuzz,races`) and made longer or shorter (`--times 100`); `--seed` repeats a run.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    times: { type: 'string' },
    seed: { type: 'string' },
  },
});

interface Part {
  readonly name: string;
  readonly times: number;
  readonly servers: number;
  readonly run: (world: World, options: TrialOptions) => Promise<Trial>;
}

const parts: readonly Part[] = [
  { name: 'fuzz', times: 100_000, servers: 1, run: fuzz },
  { name: 'races', times: 1_100, servers: 2, run: races },
  {
    name: 'kills',
    times: 200,
    servers: 2,
    run: (world, options) =>
      storm(world, {
        ...options,
        what: 'kill -9 of a server under load',
        strike: async (random) => {
          await world.servers[random.below(world.servers.length)]?.kill();
        },
      }),
  },
  {
    name: 'database-kills',
    times: 20,
    servers: 2,
    run: (world, options) =>
      storm(world, {
        ...options,
        what: 'kill -9 of PostgreSQL under load',
        strike: () => world.killDatabase(),
      }),
  },
  { name: 'faults', times: 24, servers: 1, run: faultMatrix },
];

const wanted = values.only?.split(',');
const seed = Number(values.seed ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);
const trials: Trial[] = [];
for (const part of parts) {
  if (wanted !== undefined && !wanted.includes(part.name)) continue;
  const times = Number(values.times ?? part.times);
  const world = await startWorld({ servers: part.servers });
  try {
    const trial = await part.run(world, { seed, times, onProgress: progressOf(part.name, times) });
    trials.push(trial);
    console.log(
      `\r${trial.what}: ${trial.problems.length === 0 ? 'nothing lost' : 'PROBLEMS'}\u001b[K`,
    );
    for (const problem of trial.problems.slice(0, 20)) console.log(`  ✗ ${problem}`);
  } finally {
    await world.close();
  }
}
console.log(`\n${tableOf(trials)}`);
process.exit(trials.some((trial) => trial.lost + trial.wrong > 0) ? 1 : 0);

/** On a terminal a line that moves; elsewhere a line for every tenth. */
function progressOf(name: string, times: number): (done: number) => void {
  let told = 0;
  return (done) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${name} ${done}/${times}\u001b[K`);
    else if (done - told >= times / 10) {
      told = done;
      console.log(`  ${name} ${done}/${times}`);
    }
  };
}
