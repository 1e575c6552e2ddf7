import type { DateStyle } from '../time/zone.ts';
import { useFormat } from './use-format.ts';

/** A time in a list: short to read, exact on hover, machine-readable for everyone else. */
export function Moment(props: { at: string; style?: DateStyle }) {
  const format = useFormat();
  return (
    <time dateTime={props.at} title={format.at(props.at, 'exact')}>
      {format.at(props.at, props.style ?? 'short')}
    </time>
  );
}
