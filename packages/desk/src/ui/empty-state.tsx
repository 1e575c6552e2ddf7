import type { ReactNode } from 'react';
import classes from './ui.module.css';

/** A screen or list with nothing in it, which says what would be here and how to get it there. */
export function EmptyState(props: {
  title: string;
  text: string;
  icon?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      {props.icon !== undefined && <span className={classes.emptyIcon}>{props.icon}</span>}
      <h2 className={classes.emptyTitle}>{props.title}</h2>
      <p className={classes.emptyText}>{props.text}</p>
      {props.action}
    </div>
  );
}
