import { type WidgetData, widgetData } from '@kopeck/api';
import { failureOf } from '../../connection/refusals.ts';
import { same, type Text } from '../../text.ts';
import { type Finding, failed, passed, skipped } from '../finding.ts';
import type { Patient } from '../patient.ts';
import { type RowId, rowIds } from '../rows.ts';

const widgetRows = rowIds.filter((id) => id.startsWith('widget.'));

/** What the payer's page gets for the probe order from `POST /api/payment/create`, asked as the page asks. */
export async function* checkWidget(patient: Patient): AsyncIterable<Finding> {
  const answer = await patient.server.call({
    method: 'POST',
    path: '/api/payment/create',
    body: { order: patient.probe.token },
    answer: widgetData,
    anonymous: true,
  });
  if (answer.kind === 'answered') {
    yield* compare(patient, answer.value);
    return;
  }
  const failure = failureOf(patient.server.url, answer);
  const [first, ...others] = widgetRows;
  if (first !== undefined) yield failed(first, failure.message, failure.fix ?? lookAtLog);
  for (const row of others)
    yield skipped(row, { ru: 'данных виджета нет', en: 'there is no widget data' });
}

function* compare({ settings, probe }: Patient, data: WidgetData): Iterable<Finding> {
  yield equal('widget.public_id', data.publicId, settings.publicId);
  yield equal('widget.description', data.description, probe.description);
  yield equal('widget.amount', data.amount, Number(probe.amount));
  yield equal('widget.currency', data.currency, probe.currency);
  yield equal('widget.invoice_id', data.invoiceId, probe.invoiceId);
  yield equal('widget.email', data.email, probe.email);
  yield scheme(settings.scheme, data);
}

function equal(row: RowId, found: string | number, expected: string | number): Finding {
  if (found === expected) return passed(row, same(String(found)));
  return failed(row, differs(found, expected), restart);
}

/** The word for our page and the one the current widget is started with must say the same. */
function scheme(expected: 'dual' | 'single', data: WidgetData): Finding {
  const row = 'widget.scheme';
  const started = String(data.generations.start.paymentSchema).toLowerCase();
  if (data.scheme === expected && started === expected) {
    return passed(
      row,
      expected === 'dual'
        ? { ru: 'dual: удержать, потом списать', en: 'dual: hold, then confirm' }
        : { ru: 'single: списать сразу', en: 'single: take at once' },
    );
  }
  return failed(row, differs(data.scheme === expected ? started : data.scheme, expected), restart);
}

const differs = (found: string | number, expected: string | number): Text => ({
  ru: `В данных «${found}», а должно быть «${expected}».`,
  en: `The data says "${found}", and it should be "${expected}".`,
});

const restart: Text = {
  ru: 'Перезапустите сервер, чтобы все его процессы работали с одними настройками, и повторите.',
  en: 'Restart the server, so that all its processes use the same settings, and try again.',
};

const lookAtLog: Text = {
  ru: 'Причина в журнале сервера: DATA_DIR/kopeck.log.',
  en: "The reason is in the server's log: DATA_DIR/kopeck.log.",
};
