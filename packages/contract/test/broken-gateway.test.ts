import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allCases, type Case, runCase } from '../src/index.ts';
import { type BrokenGateway, type Spoil, startBrokenGateway } from './broken-gateway.ts';
import { apiSabotage, notificationSabotage, signatureSabotage } from './sabotage.ts';
import { getReady, type Ready, strict } from './support.ts';

let ready: Ready;
let gateway: BrokenGateway;

beforeAll(async () => {
  ready = await getReady(strict, async (...addresses) => {
    gateway = await startBrokenGateway(...addresses);
    return gateway;
  });
});

beforeEach(() => gateway.spoil({}));

afterAll(() => ready.close());

const sabotages = [...signatureSabotage, ...notificationSabotage, ...apiSabotage];

function caseOf(id: string): Case {
  const found = allCases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

/** Which of these cases find nothing wrong. */
async function blind(cases: readonly Case[], how: Spoil): Promise<readonly string[]> {
  const { bench, missing } = ready.contract;
  gateway.spoil(how);
  const unnoticed: string[] = [];
  for (const one of cases) {
    const { outcome } = await runCase(bench, missing, one);
    if (outcome !== 'differs' && outcome !== 'noted') unnoticed.push(one.id);
  }
  return unnoticed;
}

describe('a gateway with one defect', () => {
  test.each(sabotages)('is noticed: $name', async ({ notices, ...how }) => {
    expect(await blind(notices.map(caseOf), how)).toEqual([]);
  });
});

test('a gateway with no defect is passed on as it is', async () => {
  const { bench, missing } = ready.contract;
  const ids = [
    'notifications.pay-values',
    'notifications.get-query',
    'idempotency.same-answer',
    'access.wrong-secret',
    'qr.sbp-image',
  ];
  for (const id of ids) {
    const { outcome } = await runCase(bench, missing, caseOf(id));
    expect([id, outcome]).toEqual([id, 'agrees']);
  }
});

/** Answers that say nothing: what agrees with these cannot fail. */
const empty = ['{"Model":{},"Success":true,"Message":null}', '{"Success":false,"Message":"No"}'];

test('every case can fail', { timeout: 60_000 }, async () => {
  const targeted = new Set(sabotages.flatMap(({ notices }) => notices));
  let left: readonly Case[] = allCases.filter(({ id }) => !targeted.has(id));
  for (const body of empty) {
    const unnoticed = await blind(left, {
      answer: (answer) => ({ ...answer, status: 200, contentType: 'application/json', body }),
    });
    left = left.filter(({ id }) => unnoticed.includes(id));
  }
  expect(left.map(({ id }) => id)).toEqual([]);
});
