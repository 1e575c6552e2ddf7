import type { AppMethod, LinkView } from '../../src/widget/contract.ts';
import { button, h } from '../dom.ts';
import { createBankList } from './bank-list.ts';
import type { Words } from './words.ts';

export type LinkScreen = {
  readonly element: HTMLElement;
  readonly focus: () => void;
  readonly setConnected: (connected: boolean) => void;
};

type Context = {
  readonly words: Words;
  /** Null when there is no other way to pay. */
  readonly onBack: (() => void) | null;
};

/**
 * Where the payer is sent to a bank's app: by a QR on a desk, by a list of banks or a button on a
 * phone. Both ways are there on every screen.
 */
export function createLinkScreen(
  link: LinkView,
  { words, phone, onBack }: Context & { readonly phone: boolean },
): LinkScreen {
  const heading = h('h2', { tabindex: '-1' }, words.payBy[link.method]);
  const content = h('div', { class: 'way' });
  const [sign, status] = waitingSign(words);
  const show = (way: 'qr' | 'app') => {
    const other = way === 'qr' ? 'app' : 'qr';
    const parts = way === 'qr' ? qrWay(link, words) : appWay(link, words);
    // Without banks the link beside the QR says all that the other way would.
    const turns = way === 'app' || link.banks.length > 0;
    const toggle = turns ? [quietButton(toggleText(other, words), () => show(other))] : [];
    content.replaceChildren(...parts, ...toggle);
  };
  show(phone ? 'app' : 'qr');
  const element = h(
    'section',
    { 'data-screen': 'link', 'data-method': link.method, class: 'link', 'aria-label': words.title },
    heading,
    content,
    sign,
    onBack === null ? null : button(words.otherWay, onBack, 'secondary'),
  );
  return {
    element,
    focus: () => heading.focus(),
    setConnected: (connected) => {
      const text = connected ? words.waiting : words.offline;
      if (status.textContent !== text) status.textContent = text;
      sign.toggleAttribute('data-offline', !connected);
    },
  };
}

/** The same in grey, while the link is being made. */
export function linkSkeleton(method: AppMethod, words: Words): HTMLElement {
  return h(
    'section',
    { 'data-screen': 'link', class: 'link', 'aria-busy': true, 'aria-label': words.title },
    h('h2', {}, words.payBy[method]),
    h('div', { class: 'way' }, h('div', { class: 'skeleton qr' })),
  );
}

function qrWay(link: LinkView, words: Words): readonly HTMLElement[] {
  const image = h('img', { class: 'qr', src: svgAddress(link.qr), alt: words.qr });
  const open = appLink(link.url, words.openBank, 'quiet');
  return [image, h('p', { class: 'hint centred' }, words.scan), open];
}

function appWay(link: LinkView, words: Words): readonly HTMLElement[] {
  if (link.banks.length > 0) {
    return [h('p', { class: 'hint' }, words.chooseBank), createBankList(link.banks, words)];
  }
  return [
    h('p', { class: 'hint centred' }, words.opensApp),
    appLink(link.url, `${words.openApp} ${words.method[link.method]}`, 'primary'),
  ];
}

function toggleText(to: 'qr' | 'app', words: Words): string {
  return to === 'qr' ? words.showQr : words.showBanks;
}

function appLink(href: string, text: string, kind: string): HTMLElement {
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer', class: kind }, text);
}

function quietButton(label: string, action: () => void): HTMLElement {
  return button(label, action, 'quiet');
}

function waitingSign(words: Words): readonly [sign: HTMLElement, status: HTMLElement] {
  const status = h('span', { role: 'status' }, words.waiting);
  const dots = h('span', { class: 'dots', 'aria-hidden': 'true' });
  return [h('p', { class: 'waiting' }, dots, status), status];
}

function svgAddress(svg: string): string {
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}
