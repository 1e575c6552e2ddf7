import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../src/db/embedded/index.ts';

/**
 * A process of its own for the tests of the embedded database: starts it on argv[2], reports over
 * IPC, then does what it is told. Ends only by itself on 'stop' or by a signal.
 */
const database = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', language: 'en' });
process.send?.({ adopted: database.adopted, host: database.connection.host });
process.on('message', (command) => {
  if (command === 'stop') {
    void database.stop().then(() => {
      process.send?.({ stopped: true });
      process.disconnect();
    });
  }
  if (command === 'ensure') {
    void database
      .ensureRunning()
      .then((connection) => process.send?.({ adopted: database.adopted, host: connection.host }));
  }
});
while (process.connected) await sleep(50);
