let timer: ReturnType<typeof setInterval> | undefined;
let told = '';

/** Lets the clock on the clock's page go on as the simulator's does, between one answer and the next. */
export function tick(): void {
  const shown = document.getElementById('ticking');
  const { now = '', speed = '0' } = shown?.dataset ?? {};
  if (shown === null || told === `${now} ${speed}`) return;
  told = `${now} ${speed}`;
  clearInterval(timer);
  if (speed === '0') return;
  const startedMs = performance.now();
  const format = new Intl.DateTimeFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'ru', {
    day: '2-digit',
    month: '2-digit',
    year: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  timer = setInterval(() => {
    const passedMs = (performance.now() - startedMs) * Number(speed);
    shown.textContent = format.format(Number(now) + passedMs);
  }, 1000);
}
