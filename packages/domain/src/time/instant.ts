/** A moment as milliseconds since 1970 in UTC. It is always passed in: the domain has no clock. */
export type Instant = number;

export const minutesMs = (minutes: number): number => minutes * 60_000;
export const hoursMs = (hours: number): number => minutesMs(hours * 60);
export const daysMs = (days: number): number => hoursMs(days * 24);
