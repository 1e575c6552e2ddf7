import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueRow } from './arrange.ts';
import classes from './queue.module.css';
import { QueueRowView } from './queue-row.tsx';

const columns = ['who', 'what', 'sum', 'since', 'left', 'actions'] as const;

/** One section of the queue: a table whose rows are laid out as a grid, and as cards on a phone. */
export function QueueList(props: {
  title: string;
  rows: readonly QueueRow[];
  openedId: string | null;
  explained?: boolean;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 className={classes.sectionTitle} id={id}>
        {props.title} <span className={classes.sectionCount}>{props.rows.length}</span>
      </h2>
      {props.rows.length === 0 ? (
        <p className={classes.none}>{t('queue.emptyHeld')}</p>
      ) : (
        <table className={classes.table} aria-labelledby={id}>
          <thead className={classes.headGroup}>
            <tr className={classes.headRow}>
              {columns.map((column) => (
                <th key={column} scope="col" className={classes[column]}>
                  {t(`queue.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <QueueRowView
                key={row.row.id}
                row={row}
                opened={row.row.id === props.openedId}
                explained={props.explained === true}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
