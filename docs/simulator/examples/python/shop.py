"""A shop in Python with the standard library alone: python3 shop.py, then open http://localhost:8000"""

import base64
import hashlib
import hmac
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

PORT = int(os.environ.get("PORT", "8000"))
PUBLIC_ID = os.environ.get("PUBLIC_ID", "test_api_00000000000000000000001")
API_SECRET = os.environ.get("API_SECRET", "kopeck-simulator-demo-secret-not-for-live-use")
WIDGET_URL = os.environ.get("WIDGET_URL", "http://localhost:3010/bundles/cloudpayments.js")

# Orders by number. A real shop keeps them in its database.
orders = {}

PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Order {number}</title>
<script src="{widget}"></script>
<h1>Teapot, {amount} RUB</h1>
<button id="pay">Pay</button>
<p id="result"></p>
<script>
  document.getElementById('pay').onclick = async () => {{
    const widget = new cp.CloudPayments();
    await widget.start({{
      publicTerminalId: '{public_id}',
      paymentSchema: 'Single',
      amount: {amount},
      currency: 'RUB',
      externalId: '{number}',
      description: 'Teapot, order {number}',
    }});
    // What the browser says proves nothing: ask the server, which has heard it from the gateway.
    const answer = await fetch('/orders/{number}');
    document.getElementById('result').textContent = await answer.text();
  }};
</script>"""


def new_order():
    """Every visit of the front page is a new order."""
    order = {"number": f"PY-{len(orders) + 1}", "amount": "1500.00", "state": "new"}
    orders[order["number"]] = order
    return order


def is_signed(body, header):
    """The signature is over the bytes as they came: verify first, parse afterwards."""
    expected = base64.b64encode(hmac.new(API_SECRET.encode(), body, hashlib.sha256).digest())
    return hmac.compare_digest(expected, (header or "").encode())


def answer_to(kind, fields):
    """The code of the answer: Check decides by it, everything else must be 0."""
    order = orders.get(fields.get("InvoiceId"))
    if kind == "check":
        if order is None:
            return 10
        if fields.get("Amount") != order["amount"] or fields.get("Currency") != "RUB":
            return 12
        return 13 if order["state"] == "paid" else 0
    if order is None:
        return 0
    if kind == "pay" and fields.get("Status") == "Completed":
        order["state"] = "paid"
    elif kind == "fail" and order["state"] == "new":
        # The payer may try again: a decline says nothing about an order that is paid.
        order["state"] = "declined"
    elif kind == "refund":
        order["state"] = "refunded"
    return 0


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def send(self, status, content_type, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = urlsplit(self.path).path
        if path == "/":
            order = new_order()
            page = PAGE.format(widget=WIDGET_URL, public_id=PUBLIC_ID, **order)
            self.send(200, "text/html", page)
        elif path.startswith("/orders/"):
            order = orders.get(path.removeprefix("/orders/"))
            self.send(200 if order else 404, "text/plain", order["state"] if order else "no such order")
        else:
            self.send(404, "text/plain", "not found")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        path = urlsplit(self.path).path
        if not path.startswith("/pay/"):
            self.send(404, "text/plain", "not found")
        elif not is_signed(body, self.headers.get("Content-HMAC")):
            self.send(401, "text/plain", "signature")
        else:
            fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
            code = answer_to(path.removeprefix("/pay/"), fields)
            self.send(200, "application/json", json.dumps({"code": code}))


server = ThreadingHTTPServer(("127.0.0.1", PORT), Shop)
print(f"The shop: http://localhost:{server.server_port}", flush=True)
server.serve_forever()
