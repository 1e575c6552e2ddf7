import { describe, expect, test } from 'vitest';
import { api, control, pay, startFor, startShop, until } from './support.ts';

describe('faults of the API', () => {
  test('answer_lost: the money moved, the connection is cut, the repeat gets the answer', async () => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator)).transactionId);
    simulator.control.addFault({ on: 'confirm', fault: 'answer_lost' });
    const confirm = () =>
      api(
        simulator,
        'payments/confirm',
        { TransactionId, Amount: '1000' },
        { 'x-request-id': 'a' },
      );
    await expect(confirm()).rejects.toThrow();
    expect(simulator.control.transactions()[0]).toMatchObject({
      status: 'Completed',
      confirmedMinor: 1000_00n,
    });
    expect((await confirm()).json.Success).toBe(true);
  });
  test.each(['reset', 'timeout_before'] as const)('%s: nothing moved', async (fault) => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator)).transactionId);
    simulator.control.addFault({ on: 'void', fault, delayMs: 50 });
    await expect(api(simulator, 'payments/void', { TransactionId })).rejects.toThrow();
    expect(simulator.control.transactions()[0]?.status).toBe('Authorized');
    expect((await api(simulator, 'payments/void', { TransactionId })).json.Success).toBe(true);
  });
  test('half_answer breaks off in the middle of the JSON, after the work', async () => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator)).transactionId);
    simulator.control.addFault({ on: 'void', fault: 'half_answer' });
    await expect(api(simulator, 'payments/void', { TransactionId })).rejects.toThrow();
    expect(simulator.control.transactions()[0]?.status).toBe('Cancelled');
  });
  test('status_500, status_429 and html leave everything as it was; wrong_json does not', async () => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator)).transactionId);
    const call = () =>
      fetch(`${simulator.url}/payments/void`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('pk_test_shop:vec_secret_3f1d9a')}` },
        body: new URLSearchParams({ TransactionId }),
      });
    simulator.control.addFault({ on: 'void', fault: 'status_500' });
    expect((await call()).status).toBe(500);
    simulator.control.addFault({ on: 'void', fault: 'status_429' });
    expect((await call()).status).toBe(429);
    simulator.control.addFault({ on: 'void', fault: 'html' });
    expect(await (await call()).text()).toContain('<!doctype html>');
    expect(simulator.control.transactions()[0]?.status).toBe('Authorized');
    simulator.control.addFault({ on: 'void', fault: 'wrong_json' });
    expect(await (await call()).json()).toEqual({ ok: 1 });
    expect(simulator.control.transactions()[0]?.status).toBe('Cancelled');
  });
  test('deliver_before_answer: the shop hears Confirm before its call returns', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const TransactionId = String((await pay(simulator)).transactionId);
    shop.reply = () => ({ afterMs: 80 });
    simulator.control.addFault({ on: 'confirm', fault: 'deliver_before_answer' });
    await api(simulator, 'payments/confirm', { TransactionId, Amount: '1' });
    expect(simulator.control.deliveries().at(-1)).toMatchObject({
      type: 'Confirm',
      status: 'delivered',
    });
  });
  test('deliver_before_answer on a notification: the call that causes it waits for it', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const TransactionId = String((await pay(simulator)).transactionId);
    const other = String((await pay(simulator)).transactionId);
    shop.reply = () => ({ afterMs: 40 });
    const places = ['confirm_notification', 'refund_notification', 'cancel'] as const;
    for (const on of places) simulator.control.addFault({ on, deliver_before_answer: true });
    const statusOf = (type: 'Confirm' | 'Refund' | 'Cancel') =>
      simulator.control.deliveries({ type })[0]?.status;
    await api(simulator, 'payments/confirm', { TransactionId, Amount: '1500' });
    expect(statusOf('Confirm')).toBe('delivered');
    await api(simulator, 'payments/refund', { TransactionId, Amount: '1' });
    expect(statusOf('Refund')).toBe('delivered');
    await api(simulator, 'payments/void', { TransactionId: other });
    expect(statusOf('Cancel')).toBe('delivered');
    expect(simulator.control.faults()).toEqual([]);
    await api(simulator, 'payments/refund', { TransactionId, Amount: '1' });
    expect(simulator.control.deliveries({ type: 'Refund' })[1]?.status).toBe('pending');
  });
  test('decline: the bank refuses with the given code, once', async () => {
    const simulator = await startFor(null);
    simulator.control.addFault({ on: 'authorization', fault: 'decline', reasonCode: 5034 });
    expect(await pay(simulator)).toMatchObject({ status: 'Declined', reasonCode: 5034 });
    expect(await pay(simulator)).toMatchObject({ status: 'Authorized' });
  });
});

describe('faults of notifications', () => {
  test('duplicate: the same bytes arrive several times at once', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    simulator.control.addFault({ on: 'pay', fault: 'duplicate', count: 3 });
    await pay(simulator);
    const bodies = shop.received.filter((one) => one.url.endsWith('pay')).map((one) => one.body);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
    expect(simulator.control.deliveries().at(-1)?.status).toBe('delivered');
  });
  test('drop: Pay never comes, the payment stands', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    simulator.control.addFault({ on: 'pay', fault: 'drop' });
    expect(await pay(simulator)).toMatchObject({ status: 'Authorized' });
    await simulator.control.advance(3 * 60 * 60_000);
    expect(shop.types()).toEqual(['check']);
    expect(simulator.control.deliveries().at(-1)?.status).toBe('dropped');
  });
  test('drop of a Check declines the payment', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    simulator.control.addFault({ on: 'check', fault: 'drop' });
    expect(await pay(simulator)).toMatchObject({ status: 'Declined', reasonCode: 3006 });
  });
  test('corrupt_signature: a wrong one first, the right one on redelivery', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    simulator.control.addFault({ on: 'pay', fault: 'corrupt_signature' });
    shop.reply = (one) =>
      one.url.endsWith('pay') && shop.received.length === 2 ? { status: 401 } : {};
    await pay(simulator);
    await simulator.control.advance(60_000);
    const [wrong, right] = shop.received.slice(1).map((one) => one.headers['content-hmac']);
    expect(right).toHaveLength(44);
    expect(wrong).not.toBe(right);
  });
  test('answer_lost: acknowledged by the shop, sent again all the same', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    simulator.control.addFault({ on: 'pay', fault: 'answer_lost' });
    await pay(simulator);
    expect(simulator.control.deliveries().at(-1)?.status).toBe('pending');
    await simulator.control.advance(60_000);
    expect(shop.types()).toEqual(['check', 'pay', 'pay']);
  });
  test('delay: Confirm overtakes the Pay that came before it', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    simulator.control.addFault({ on: 'pay', fault: 'delay', delayMs: 5000 });
    const TransactionId = String((await pay(simulator)).transactionId);
    await api(simulator, 'payments/confirm', { TransactionId, Amount: '1500' });
    await until(() => shop.types().includes('confirm'));
    await simulator.control.advance(5000);
    expect(shop.types()).toEqual(['check', 'confirm', 'pay']);
  });
});

describe('/_sim/faults', () => {
  test('adds, lists, removes; a fault with times 1 is gone after it happened', async () => {
    const simulator = await startFor(null);
    const added = await control(simulator, 'POST', 'faults', { on: 'get', fault: 'html' });
    expect(added.status).toBe(201);
    expect(await (await control(simulator, 'GET', 'faults')).json()).toMatchObject([
      { on: 'get', fault: 'html', times: 1 },
    ]);
    await fetch(`${simulator.url}/payments/get`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('pk_test_shop:vec_secret_3f1d9a')}` },
    });
    expect(await (await control(simulator, 'GET', 'faults')).json()).toEqual([]);
    const lasting = await control(simulator, 'POST', 'faults', {
      on: 'get',
      fault: 'html',
      times: null,
    });
    const { id } = (await lasting.json()) as { id: string };
    expect((await control(simulator, 'DELETE', `faults/${id}`)).status).toBe(204);
    expect((await control(simulator, 'DELETE', `faults/${id}`)).status).toBe(404);
    expect((await control(simulator, 'DELETE', 'faults')).status).toBe(204);
  });
  test.each([
    [{ on: 'get', fault: 'explode' }, 'bad_fault'],
    [{ on: 'get', fault: 'drop' }, 'bad_place'],
    [{ on: 'get', fault: 'html', times: 0 }, 'bad_number'],
    [{ on: 'authorization', fault: 'decline', reasonCode: 12 }, 'bad_reason_code'],
  ])('%j is refused: %s', async (fault, code) => {
    const simulator = await startFor(null);
    const response = await control(simulator, 'POST', 'faults', fault);
    expect([response.status, await response.json()]).toMatchObject([422, { code }]);
  });
});
