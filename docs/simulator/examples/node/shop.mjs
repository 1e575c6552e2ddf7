// A shop in Node with nothing but its own modules: node shop.mjs, then open http://localhost:8000
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const {
  PORT = '8000',
  PUBLIC_ID = 'test_api_00000000000000000000001',
  API_SECRET = 'kopeck-simulator-demo-secret-not-for-live-use',
  WIDGET_URL = 'http://localhost:3010/bundles/cloudpayments.js',
} = process.env;

/** Orders by number. A real shop keeps them in its database. */
const orders = new Map();

/** Every visit of the front page is a new order. */
function newOrder() {
  const order = { number: `NODE-${orders.size + 1}`, amount: '1500.00', state: 'new' };
  orders.set(order.number, order);
  return order;
}

const page = ({ number, amount }) => `<!doctype html>
<meta charset="utf-8">
<title>Order ${number}</title>
<script src="${WIDGET_URL}"></script>
<h1>Teapot, ${amount} RUB</h1>
<button id="pay">Pay</button>
<p id="result"></p>
<script>
  document.getElementById('pay').onclick = async () => {
    const widget = new cp.CloudPayments();
    await widget.start({
      publicTerminalId: '${PUBLIC_ID}',
      paymentSchema: 'Single',
      amount: ${amount},
      currency: 'RUB',
      externalId: '${number}',
      description: 'Teapot, order ${number}',
    });
    // What the browser says proves nothing: ask the server, which has heard it from the gateway.
    const answer = await fetch('/orders/${number}');
    document.getElementById('result').textContent = await answer.text();
  };
</script>`;

/** The signature is over the bytes as they came: verify first, parse afterwards. */
function isSigned(body, header) {
  const expected = createHmac('sha256', API_SECRET).update(body).digest();
  const given = Buffer.from(header ?? '', 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The codes of an answer to Check, and 0 for everything else that was understood. */
const notifications = {
  check: (order, fields) => {
    if (order === undefined) return 10;
    if (fields.get('Amount') !== order.amount || fields.get('Currency') !== 'RUB') return 12;
    return order.state === 'paid' ? 13 : 0;
  },
  pay: (order, fields) => {
    if (fields.get('Status') === 'Completed') order.state = 'paid';
    return 0;
  },
  // The payer may try again: a decline says nothing about an order that is paid.
  fail: (order) => {
    if (order.state === 'new') order.state = 'declined';
    return 0;
  },
  refund: (order) => {
    order.state = 'refunded';
    return 0;
  },
};

function answerTo(type, fields) {
  const order = orders.get(fields.get('InvoiceId'));
  const handle = Object.hasOwn(notifications, type) ? notifications[type] : null;
  if (handle === null || (order === undefined && type !== 'check')) return 0;
  return handle(order, fields);
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://shop');
  const send = (status, contentType, text) => {
    response.writeHead(status, { 'content-type': `${contentType}; charset=utf-8` });
    response.end(text);
  };
  const [, first, second] = pathname.split('/');
  if (request.method === 'GET' && first === '') return send(200, 'text/html', page(newOrder()));
  if (request.method === 'GET' && first === 'orders') {
    const order = orders.get(second);
    return send(order ? 200 : 404, 'text/plain', order?.state ?? 'no such order');
  }
  if (request.method === 'POST' && first === 'pay') {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    if (!isSigned(body, request.headers['content-hmac']))
      return send(401, 'text/plain', 'signature');
    const code = answerTo(second, new URLSearchParams(body.toString('utf8')));
    return send(200, 'application/json', JSON.stringify({ code }));
  }
  return send(404, 'text/plain', 'not found');
});

server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`The shop: http://localhost:${server.address().port}`);
});
