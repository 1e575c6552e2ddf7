/**
 * A day (`2026-11-01`) or an instant with its offset, as ISO text in UTC. A day is one of this machine: its
 * first moment for the beginning of a period, its last for the end. Null when it is neither.
 */
export function instantOf(text: string, end: 'from' | 'to'): string | null {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (day !== null) {
    const [year, month, date] = [Number(day[1]), Number(day[2]) - 1, Number(day[3])];
    const first = new Date(year, month, date);
    if (first.getMonth() !== month || first.getDate() !== date) return null;
    const at = end === 'from' ? first : new Date(new Date(year, month, date + 1).getTime() - 1);
    return at.toISOString();
  }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
