import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Stands in for the server or the simulator in the tests of `kopeck start`: a real process that
 * reports over IPC, keeps a journal of its life and ends the way it is told to by a file it reads
 * at start.
 */
const role = process.env.SIMULATOR_URL ? 'server' : 'simulator';
const live = process.env.GATEWAY !== 'simulator';
const name = live ? 'server' : role;
const folder = process.env.STAND_IN_DIR ?? '';

interface Orders {
  readonly failAtStart?: string;
  readonly stopTakesMs?: number;
  readonly url?: string;
}
function orders(): Orders {
  try {
    return JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Orders;
  } catch {
    return {};
  }
}

function note(event: string, facts: object = {}): void {
  appendFileSync(
    `${folder}/journal`,
    `${JSON.stringify({ name, event, pid: process.pid, ...facts })}\n`,
  );
}

const { failAtStart, stopTakesMs = 0, url } = orders();
if (failAtStart !== undefined) {
  console.error(failAtStart);
  process.exit(1);
}
process.on('SIGTERM', () => {
  void sleep(stopTakesMs).then(() => {
    note('stopped');
    process.exit(0);
  });
});
process.on('SIGINT', () => note('interrupted'));
process.on('disconnect', () => {
  note('orphaned');
  process.exit(0);
});
note('started', { env: process.env });
console.log(JSON.stringify({ level: 30, msg: 'a detail for the log' }));
process.send?.({ type: 'progress', message: `${name} is warming up` });
if (name === 'simulator') {
  process.send?.({
    type: 'ready',
    url: url ?? `http://127.0.0.1:${process.env.SIMULATOR_PORT}`,
    smtpUrl: 'smtp://127.0.0.1:2525',
  });
} else {
  const own = `http://${process.env.HOST}:${process.env.PORT}`;
  const demoLogin = live ? undefined : { email: 'finance@example.ru', password: 'demo-1234' };
  process.send?.({ type: 'ready', url: own, deskUrl: `${own}/desk`, demoLogin });
}
