<?php
// A shop in PHP without a framework: php -S localhost:8000 shop.php, then open http://localhost:8000
declare(strict_types=1);

$publicId = getenv('PUBLIC_ID') ?: 'test_api_00000000000000000000001';
$apiSecret = getenv('API_SECRET') ?: 'kopeck-simulator-demo-secret-not-for-live-use';
$widgetUrl = getenv('WIDGET_URL') ?: 'http://localhost:3010/bundles/cloudpayments.js';

/**
 * Runs a change over all orders, by number, and keeps what it leaves. A real shop has a database.
 */
function withOrders(callable $change): mixed
{
    $file = fopen(getenv('ORDERS_FILE') ?: sys_get_temp_dir() . '/shop-orders.json', 'c+');
    flock($file, LOCK_EX);
    $orders = json_decode(stream_get_contents($file) ?: '[]', true);
    $result = $change($orders);
    ftruncate($file, 0);
    rewind($file);
    fwrite($file, json_encode($orders));
    fclose($file);
    return $result;
}

/** Every visit of the front page is a new order. */
function newOrder(): array
{
    return withOrders(function (array &$orders): array {
        $number = 'PHP-' . (count($orders) + 1);
        return $orders[$number] = ['number' => $number, 'amount' => '1500.00', 'state' => 'new'];
    });
}

/** The signature is over the bytes as they came: verify first, parse afterwards. */
function isSigned(string $body, string $header, string $secret): bool
{
    return hash_equals(base64_encode(hash_hmac('sha256', $body, $secret, true)), $header);
}

/** The code of the answer: Check decides by it, everything else must be 0. */
function answerTo(string $type, array $fields): int
{
    return withOrders(function (array &$orders) use ($type, $fields): int {
        $number = $fields['InvoiceId'] ?? '';
        $order = $orders[$number] ?? null;
        if ($type === 'check') {
            if ($order === null) {
                return 10;
            }
            if ($fields['Amount'] !== $order['amount'] || $fields['Currency'] !== 'RUB') {
                return 12;
            }
            return $order['state'] === 'paid' ? 13 : 0;
        }
        if ($order === null) {
            return 0;
        }
        if ($type === 'pay' && $fields['Status'] === 'Completed') {
            $orders[$number]['state'] = 'paid';
        } elseif ($type === 'fail' && $order['state'] === 'new') {
            // The payer may try again: a decline says nothing about an order that is paid.
            $orders[$number]['state'] = 'declined';
        } elseif ($type === 'refund') {
            $orders[$number]['state'] = 'refunded';
        }
        return 0;
    });
}

function send(int $status, string $contentType, string $text): void
{
    http_response_code($status);
    header("Content-Type: $contentType; charset=utf-8");
    echo $text;
}

$path = explode('/', parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));

if ($_SERVER['REQUEST_METHOD'] === 'POST' && $path[1] === 'pay') {
    $body = file_get_contents('php://input');
    if (!isSigned($body, $_SERVER['HTTP_CONTENT_HMAC'] ?? '', $apiSecret)) {
        send(401, 'text/plain', 'signature');
        return;
    }
    parse_str($body, $fields);
    send(200, 'application/json', json_encode(['code' => answerTo($path[2] ?? '', $fields)]));
    return;
}
if ($path[1] === 'orders') {
    $state = withOrders(fn (array &$orders) => $orders[$path[2] ?? '']['state'] ?? null);
    send($state === null ? 404 : 200, 'text/plain', $state ?? 'no such order');
    return;
}
if ($path[1] !== '') {
    send(404, 'text/plain', 'not found');
    return;
}
['number' => $number, 'amount' => $amount] = newOrder();
?>
<!doctype html>
<meta charset="utf-8">
<title>Order <?= $number ?></title>
<script src="<?= $widgetUrl ?>"></script>
<h1>Teapot, <?= $amount ?> RUB</h1>
<button id="pay">Pay</button>
<p id="result"></p>
<script>
  document.getElementById('pay').onclick = async () => {
    const widget = new cp.CloudPayments();
    await widget.start({
      publicTerminalId: '<?= $publicId ?>',
      paymentSchema: 'Single',
      amount: <?= $amount ?>,
      currency: 'RUB',
      externalId: '<?= $number ?>',
      description: 'Teapot, order <?= $number ?>',
    });
    // What the browser says proves nothing: ask the server, which has heard it from the gateway.
    const answer = await fetch('/orders/<?= $number ?>');
    document.getElementById('result').textContent = await answer.text();
  };
</script>
