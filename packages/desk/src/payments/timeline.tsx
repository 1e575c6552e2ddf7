import type { ActorKind, Evidence, TimelineEvent } from '@kopeck/api';
import {
  IconBuildingBank,
  IconCode,
  IconLetterK,
  IconShoppingBag,
  IconUser,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/moment.tsx';
import { useFormat } from '../ui/use-format.ts';
import classes from './payment.module.css';

const shapes: Record<ActorKind, TablerIcon> = {
  customer: IconShoppingBag,
  bank: IconBuildingBank,
  kopeck: IconLetterK,
  user: IconUser,
  api: IconCode,
};

/** The order's diary: day by day, who did what, with the raw evidence folded under the sentence. */
export function Timeline(props: { events: readonly TimelineEvent[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const inOrder = [...props.events].sort((a, b) => a.seq - b.seq);
  const days = byDay(inOrder, (event) => format.at(event.at, 'day'));
  return (
    <section className={classes.block}>
      <h2 className={classes.blockTitle}>{t('payment.timeline')}</h2>
      {[...days].map(([day, events]) => (
        <div key={day}>
          <h3 className={classes.day}>{day}</h3>
          <ol className={classes.diary}>
            {events.map((event) => (
              <Entry key={event.seq} event={event} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

function byDay(events: readonly TimelineEvent[], dayOf: (event: TimelineEvent) => string) {
  const days = new Map<string, TimelineEvent[]>();
  for (const event of events) {
    const day = dayOf(event);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return days;
}

function Entry(props: { event: TimelineEvent }) {
  const { t } = useTranslation();
  const { event } = props;
  const Shape = shapes[event.actor.kind];
  return (
    <li className={classes.entry} data-actor={event.actor.kind}>
      <span className={classes.entryShape}>
        <Shape size={14} stroke={2} aria-hidden="true" />
      </span>
      <div className={classes.entryText}>
        <p className={classes.entryHead}>
          <span className={classes.entryActor}>
            {event.actor.name ?? t(`actor.${event.actor.kind}`)}
          </span>
          <Moment at={event.at} style="time" />
        </p>
        <p>{event.text}</p>
        {event.evidence !== null && <EvidenceFold evidence={event.evidence} />}
      </div>
    </li>
  );
}

function EvidenceFold(props: { evidence: Evidence }) {
  const { t } = useTranslation();
  const { rawBody, signature, answer, requestId } = props.evidence;
  const parts = [
    ['raw', rawBody],
    ['signature', signature],
    ['answer', answer],
    ['requestId', requestId],
  ] as const;
  const known = parts.filter(([, text]) => text !== null);
  if (known.length === 0) return null;
  return (
    <details className={classes.evidence}>
      <summary>{t('payment.evidence')}</summary>
      <dl>
        {known.map(([name, text]) => (
          <div key={name}>
            <dt>{t(`payment.${name}`)}</dt>
            <dd>
              <code>{text}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
