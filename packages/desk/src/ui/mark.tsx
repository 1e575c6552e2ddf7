import classes from './ui.module.css';

/** The product's sign. */
export function Mark() {
  return (
    <span className={classes.mark}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="var(--k-accent)" />
        <path
          d="M11 8v16M11 17l9-9M14.5 14.2 21.5 24"
          fill="none"
          stroke="#fff"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={classes.markName}>Kopeck</span>
    </span>
  );
}
