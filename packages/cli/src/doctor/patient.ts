import type { DoctorProbe, DoctorSettings } from '@kopeck/api';
import type { GatewayClient } from '@kopeck/cloudpayments/client';
import type { ServerClient } from '../connection/client.ts';
import type { LocalConfiguration } from './local.ts';
import type { Samples } from './samples.ts';
import type { Deliver } from './webhook.ts';

/** Everything the checks look at. */
export interface Patient {
  readonly settings: DoctorSettings;
  readonly local: LocalConfiguration;
  /** Null when it is not known here or is not the one the server uses. */
  readonly secret: string | null;
  readonly server: ServerClient;
  readonly probe: DoctorProbe;
  readonly samples: Samples;
  readonly deliver: Deliver;
  /** Null without a secret. */
  readonly gateway: Pick<GatewayClient, 'test' | 'getNotificationSettings'> | null;
  /** Pay the probe order also against a live configuration. */
  readonly probePay: boolean;
}
