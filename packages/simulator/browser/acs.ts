import './acs.css';

/** The bank's pages work without a script but for two things that need one. */

// The bank's answer goes back to the shop by itself.
document.querySelector<HTMLFormElement>('form[data-submit]')?.submit();

// The last page, back on the simulator's origin: the widget around it goes on.
if (document.body.dataset.page === 'returned' && parent !== window) {
  parent.postMessage({ kind: 'bank_returned' }, location.origin);
}
