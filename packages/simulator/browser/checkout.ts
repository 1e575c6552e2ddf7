import type { CardKeyView } from '../src/widget/contract.ts';
import {
  type CardField,
  type CardReading,
  type CardValues,
  cardFields,
  readCardData,
} from './cards/card-data.ts';
import { errorTexts } from './cards/checkout-words.ts';
import { cryptogramOf } from './cards/cryptogram.ts';
import { publish } from './shop/developer.ts';
import { isRecord } from './shop/parameters.ts';

/**
 * The checkout script: `window.cp.Checkout` makes card cryptograms from a shop's own form (widget
 * reference 3.2). The key stands in the script, put in by the simulator that serves it.
 */
const key = JSON.parse(atob('__CARD_KEY__')) as CardKeyView;

type Options = { readonly publicId?: unknown; readonly container?: unknown };

type Packet =
  | { readonly success: true; readonly packet: string }
  | { readonly success: false; readonly messages: Readonly<Partial<Record<CardField, string>>> };

/** A class because shops and their tests look for its methods on the prototype. */
class Checkout {
  readonly #publicId: string;
  readonly #container: ParentNode | null;

  /** `{publicId, container?}`, or as it used to be, `publicId` and the form. */
  constructor(options: Options | string, form?: unknown) {
    const given: Options = isRecord(options) ? options : { publicId: options, container: form };
    if (typeof given.publicId !== 'string' || given.publicId.trim() === '') {
      throw new Error('Checkout needs a publicId');
    }
    this.#publicId = given.publicId.trim();
    this.#container = containerOf(given.container);
  }

  /** Rejects with an object of error codes by field. */
  async createPaymentCryptogram(cardData?: unknown): Promise<string> {
    const reading = this.#read({ ...this.#bound(), ...valuesOf(cardData) });
    if (reading.ok) return cryptogramOf(reading.card, this.#publicId, key);
    return Promise.reject(reading.errors);
  }

  /** The older method. Throws when a field is both in the form and in the argument. */
  createCryptogramPacket(cardData?: unknown): Packet {
    const bound = this.#bound();
    const given = valuesOf(cardData);
    const twice = cardFields.filter((name) => bound[name] !== undefined && name in given);
    if (twice.length > 0) {
      throw new Error(`In the form and in the argument at once: ${twice.join(', ')}`);
    }
    const reading = this.#read({ ...bound, ...given });
    if (reading.ok) {
      return { success: true, packet: cryptogramOf(reading.card, this.#publicId, key) };
    }
    const messages = Object.entries(reading.errors).map(([field, code]) => [
      field,
      errorTexts[code],
    ]);
    return { success: false, messages: Object.fromEntries(messages) };
  }

  #read(values: CardValues): CardReading {
    return readCardData(values, Date.now());
  }

  #bound(): CardValues {
    const entries = cardFields.map((name) => [name, inputOf(this.#container, name)] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== null));
  }
}

function containerOf(container: unknown): ParentNode | null {
  if (typeof container === 'string') return document.querySelector(container);
  return container instanceof Element || container instanceof Document ? container : null;
}

function inputOf(container: ParentNode | null, name: CardField): string | null {
  const input = container?.querySelector(`[data-cp="${name}"]`);
  const isField = input instanceof HTMLInputElement || input instanceof HTMLSelectElement;
  return isField ? input.value : null;
}

function valuesOf(cardData: unknown): CardValues {
  if (!isRecord(cardData)) return {};
  const entries = cardFields.map((name) => [name, cardData[name]] as const);
  const given = entries.filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

publish({ Checkout });
