import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The shop of the bench, a process of its own: acknowledges everything and counts it. */
let received = 0;

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    received += 1;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 10 });
    response.end('{"code":0}');
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}` });
});
process.on('message', () => process.send?.({ received }));
process.on('disconnect', () => process.exit(0));
