import './acs.css';

/** The bank's pages work without a script but for what needs one. */

// The bank's answer goes back to the shop by itself.
document.querySelector<HTMLFormElement>('form[data-submit]')?.submit();

// The autofocus attribute is refused in a frame of another origin's page.
document.querySelector<HTMLInputElement>('#code')?.focus();

// The last page, back on the simulator's origin: the widget around it goes on.
if (document.body.dataset.page === 'returned' && parent !== window) {
  parent.postMessage({ kind: 'bank_returned' }, location.origin);
}
