import { createCore, type Given } from './compose/core.ts';
import { buildHttp } from './compose/http.ts';
import { openPeopleAccess, type PeopleAccess } from './compose/people.ts';
import { startWork } from './compose/work.ts';

export interface Server {
  readonly deskUrl: string;
  readonly demoLogin: PeopleAccess['demoLogin'];
  /** Answers what is under way, gives back the rest, in a few seconds. Harmless when repeated. */
  readonly stop: () => Promise<void>;
}

/** Wires one process: every part gets what it needs as an argument. Serves when it returns. */
export async function serve(given: Given): Promise<Server> {
  const { config } = given;
  const core = createCore(given);
  const people = await openPeopleAccess(given);
  const http = await buildHttp(core, people);
  await http.app.listen({ host: config.host, port: config.port });
  const work = startWork(core);
  let stopped: Promise<void> | null = null;
  return {
    deskUrl: `${config.publicUrl}/desk`,
    demoLogin: people.demoLogin,
    stop: () => {
      http.leave();
      stopped ??= Promise.all([http.app.close(), work.stop()]).then(() => {});
      return stopped;
    },
  };
}
