import { type DoctorSettings, doctorProbe, doctorSettings } from '@kopeck/api';
import { createGatewayClient } from '@kopeck/cloudpayments/client';
import type { ServerClient } from '../connection/client.ts';
import { failureOf } from '../connection/refusals.ts';
import type { Environment } from '../settings/environment.ts';
import type { Failure } from '../text.ts';
import { checkConfiguration } from './checks/configuration.ts';
import { checkGateway } from './checks/gateway.ts';
import { checkNotifications } from './checks/notifications.ts';
import { checkParsing } from './checks/parsing.ts';
import { checkSignature } from './checks/signature.ts';
import { checkWidget } from './checks/widget.ts';
import type { Finding, Findings } from './finding.ts';
import { commonSecret, localConfiguration } from './local.ts';
import type { Patient } from './patient.ts';
import { summaryOf } from './report.ts';
import { type Section, sections } from './rows.ts';
import { createSamples } from './samples.ts';
import type { Screen } from './screen.ts';
import { createDeliver } from './webhook.ts';

export interface DoctorOptions {
  readonly server: ServerClient;
  readonly given: Environment;
  readonly probePay: boolean;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  readonly random: () => number;
  readonly screen: Screen;
}

export type DoctorResult =
  | { readonly ok: true; readonly settings: DoctorSettings; readonly findings: readonly Finding[] }
  /** Nothing could be examined. */
  | { readonly ok: false; readonly failure: Failure };

const checks: Readonly<Record<Section, (patient: Patient) => Findings>> = {
  configuration: checkConfiguration,
  signature: checkSignature,
  parsing: checkParsing,
  widget: checkWidget,
  notifications: checkNotifications,
  gateway: checkGateway,
};

/** Examines the running server with all checks, one after another, and shows each finding as it is made. */
export async function runDoctor(options: DoctorOptions): Promise<DoctorResult> {
  const admitted = await admit(options);
  if (!admitted.ok) return admitted;
  const { patient } = admitted;
  const { screen } = options;
  screen.begin(options.server.url, patient.settings);
  const findings: Finding[] = [];
  for (const section of sections) {
    screen.section(section);
    for await (const finding of checks[section](patient)) {
      findings.push(finding);
      screen.finding(finding);
    }
  }
  screen.end(summaryOf(findings));
  return { ok: true, settings: patient.settings, findings };
}

type Admitted =
  | { readonly ok: true; readonly patient: Patient }
  | { readonly ok: false; readonly failure: Failure };

async function admit(options: DoctorOptions): Promise<Admitted> {
  const { server, fetch, now, random } = options;
  const asked = await server.call({
    method: 'GET',
    path: '/api/doctor/settings',
    answer: doctorSettings,
  });
  if (asked.kind !== 'answered') return { ok: false, failure: failureOf(server.url, asked) };
  const made = await server.call({
    method: 'POST',
    path: '/api/doctor/probes',
    answer: doctorProbe,
  });
  if (made.kind !== 'answered') return { ok: false, failure: failureOf(server.url, made) };
  const settings = asked.value;
  const probe = made.value;
  const local = localConfiguration(options.given, settings.gateway);
  const secret = commonSecret(local, settings);
  const gateway =
    secret === null
      ? null
      : createGatewayClient({
          publicId: settings.publicId,
          apiSecret: secret,
          apiUrl: settings.apiUrl,
          fetch,
          now,
          random,
          timeoutMs: gatewayTimeoutMs,
          maxConcurrent: 1,
        });
  const patient: Patient = {
    settings,
    local,
    secret,
    server,
    probe,
    samples: createSamples(probe, settings, now),
    deliver: createDeliver(server.url, fetch),
    gateway,
    probePay: options.probePay,
  };
  return { ok: true, patient };
}

const gatewayTimeoutMs = 10_000;
