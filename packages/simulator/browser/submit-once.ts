/** Makes every form of the page send once: the payer is in a hurry and presses again. */
export function submitOnce(): void {
  for (const form of document.forms) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent !== undefined) event.preventDefault();
      form.dataset.sent = '';
    });
  }
  // Back from the shop by the browser's button: the page is as it was, and may be used again.
  window.addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
}
