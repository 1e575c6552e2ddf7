const key = 'recent-banks';
/** As many as the rules of SBP allow on top of the list (widget reference 5.5). */
const kept = 3;

/** Banks this payer chose lately, the last one first. A browser may keep no storage in a frame. */
export function recentBanks(): readonly string[] {
  try {
    return (localStorage.getItem(key) ?? '').split(' ').filter((id) => id !== '');
  } catch {
    return [];
  }
}

export function rememberBank(id: string): void {
  try {
    const banks = [id, ...recentBanks().filter((one) => one !== id)].slice(0, kept);
    localStorage.setItem(key, banks.join(' '));
  } catch {
    // Then the list stays in its own order.
  }
}
