// Runs before the first paint, so that a dark screen never flashes white. A file of its own, because
// the page's security policy allows no inline script.
(() => {
  const root = document.documentElement;
  let scheme = 'auto';
  let language = null;
  try {
    scheme = localStorage.getItem('kopeck-color-scheme') ?? 'auto';
    language = localStorage.getItem('kopeck-language');
  } catch {
    // Storage can be forbidden; the system's choice is then the answer.
  }
  const dark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  if (language === 'ru' || language === 'en') root.lang = language;
})();
