import { randomUUID } from 'node:crypto';
import { createGatewayClient, type GatewayClient } from '@kopeck/cloudpayments/client';
import { type Context, daysMs, type Rules } from '@kopeck/domain';
import type { FastifyBaseLogger } from 'fastify';
import { createOrderSignals, type OrderSignals } from '../checkout/signals.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { createMetrics, type Metrics } from '../http/metrics.ts';
import { createLedger, type Ledger } from '../ledger/ledger.ts';
import { createOperationService, type OperationService } from '../operations/service.ts';
import { createOrderService, type OrderService } from '../orders/service.ts';
import type { ShopView } from '../pages/view.ts';
import { createTimeline, type Timeline } from '../timeline/timeline.ts';
import { createWaker, type Waker } from './waker.ts';

/** What a process is given. */
export interface Given {
  readonly config: Config;
  readonly database: Database;
  readonly log: FastifyBaseLogger;
  readonly now: () => number;
}

/** The parts that both requests and background work stand on. */
export interface Core extends Given {
  readonly rules: Rules;
  readonly contextAt: (at: number) => Context;
  readonly ledger: Ledger;
  readonly gateway: GatewayClient;
  /** Calls to the gateway at once: 5 for a test terminal, 30 for a live one (reference, section 1.5). */
  readonly gatewayCallsAtOnce: number;
  readonly orders: OrderService;
  readonly operations: OperationService;
  readonly timeline: Timeline;
  readonly shop: ShopView;
  readonly metrics: Metrics;
  readonly signals: OrderSignals;
  /** There is work for the job runner. */
  readonly jobs: Waker;
}

export function createCore(given: Given): Core {
  const { config, database, now } = given;
  const { pool } = database;
  const rules: Rules = {
    testMode: config.testMode,
    autoVoidDuplicates: config.autoVoidDuplicates,
    verifyPay: config.verifyPay,
    holdMs: daysMs(7),
  };
  const contextAt = (at: number): Context => ({ now: at, rules, newId: randomUUID });
  const ledger = createLedger({ pool, terminal: config.publicId });
  const signals = createOrderSignals();
  const jobs = createWaker();
  const gatewayCallsAtOnce = config.testMode ? 5 : 30;
  const shop = {
    name: config.shopName,
    supportEmail: config.supportEmail,
    timeZone: config.timeZone,
  };
  return {
    ...given,
    rules,
    contextAt,
    ledger,
    gatewayCallsAtOnce,
    shop,
    signals,
    jobs,
    gateway: createGatewayClient({
      publicId: config.publicId,
      apiSecret: config.apiSecrets[0],
      apiUrl: config.apiUrl,
      fetch: globalThis.fetch,
      now,
      random: Math.random,
      timeoutMs: config.gatewayTimeoutMs,
      maxConcurrent: gatewayCallsAtOnce,
    }),
    orders: createOrderService({ pool, ledger, scheme: config.scheme, now }),
    operations: createOperationService({
      pool,
      ledger,
      contextAt,
      now,
      wakeJobs: jobs.wake,
      onChanged: signals.changed,
    }),
    timeline: createTimeline({ pool, shop }),
    metrics: createMetrics(),
  };
}
