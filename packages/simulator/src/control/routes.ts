import type { FastifyInstance } from 'fastify';
import { isObject } from '../json.ts';
import type { SimulatorParts } from '../parts.ts';
import { acsControls } from './acs.ts';
import { chargebackControls } from './chargebacks.ts';
import { clockControls } from './clock.ts';
import { faultControls } from './faults.ts';
import { linkControls } from './links.ts';
import { notificationSettingsControls } from './notification-settings.ts';
import { notificationControls } from './notifications.ts';
import { orderControls } from './orders.ts';
import { paymentControls } from './payments.ts';
import { sendProblem } from './problem.ts';
import { receiptControls } from './receipts.ts';
import { scenarioControls, scenarioTypes } from './scenarios.ts';
import { subscriptionControls } from './subscriptions.ts';
import { wholeControls } from './whole.ts';

/**
 * Control calls under a prefix that the gateway does not have. Bodies are JSON by Content-Type (or
 * YAML), so that no page of another site can make a browser send one.
 */
export function registerControl(app: FastifyInstance, parts: SimulatorParts): void {
  app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      const types = ['application/json', ...scenarioTypes];
      scope.addContentTypeParser(types, { parseAs: 'string' }, (_req, body, done) => {
        done(null, body);
      });
      scope.setErrorHandler((error, _request, reply) => {
        const code = isObject(error) ? error.statusCode : undefined;
        if (code === 415) {
          const detail = 'Send Content-Type: application/json.';
          return sendProblem(reply, { status: 415, code: 'json_expected', detail });
        }
        return sendProblem(reply, { status: 400, code: 'bad_request', detail: String(error) });
      });
      paymentControls(scope, parts);
      acsControls(scope, parts);
      chargebackControls(scope, parts);
      notificationControls(scope, parts);
      notificationSettingsControls(scope, parts);
      faultControls(scope, parts);
      clockControls(scope, parts);
      scenarioControls(scope, parts);
      linkControls(scope, parts);
      orderControls(scope, parts);
      subscriptionControls(scope, parts);
      receiptControls(scope, parts);
      wholeControls(scope, parts);
    },
    { prefix: '/_sim' },
  );
}
