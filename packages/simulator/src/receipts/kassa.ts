import { createHash } from 'node:crypto';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Fiscal, Receipt } from './receipt.ts';

/** A cash desk: the shared demo one until `kkt/fiscalize` registers another (widget reference 4.2). */
export type Kassa = {
  readonly inn: string;
  readonly deviceNumber: string;
  readonly regNumber: string;
  readonly fiscalNumber: string;
  /** A code of widget reference 4.13. */
  readonly ofd: string;
  /** The place of settlement: the shop's site. */
  readonly url: string;
  readonly isBso: boolean;
  readonly onMaintenance: boolean;
};

/** A debug fiscal storage has a number that begins with 9999. */
export const demoKassa: Kassa = {
  inn: '7708806062',
  deviceNumber: '00106900000001',
  regNumber: '0000000001000001',
  fiscalNumber: '9999078900000001',
  ofd: 'Taxcom',
  url: 'https://shop.example',
  isBso: false,
  onMaintenance: false,
};

export const ofdCodes = [
  ...['PeterService', 'FirstOfd', 'Taxcom', 'PlatformaOfd', 'OfdYa', 'OfdYandex'],
  ...['Garantexpress', 'OfdAstralNalog', 'Sbis', 'Element', 'Esphere', 'Kontur', 'Magnit'],
  ...['InitPro', 'KonturNtt', 'KazakhTelecom'],
] as const;

export type KassaStore = {
  readonly get: () => Kassa;
  readonly put: (kassa: Kassa) => void;
  readonly clear: () => void;
};

export function createKassaStore(journal: Journal): KassaStore {
  const stored: Collection<Kassa> = createCollection<Kassa>({
    name: 'kassa',
    journal,
    keyOf: () => 'kassa',
    limit: 1,
  });
  return { get: () => stored.get('kassa') ?? demoKassa, put: stored.put, clear: stored.clear };
}

const moscowMs = 3 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** The next document of a cash desk; a shift is a day in Moscow. */
export function printed(kassa: Kassa, last: Fiscal | null, receipt: Receipt, atMs: number): Fiscal {
  const documentNumber = (last?.documentNumber ?? 0) + 1;
  const sameShift = last !== null && dayOf(last.atMs) === dayOf(atMs);
  const { deviceNumber, regNumber, fiscalNumber, ofd } = kassa;
  const sign = createHash('sha256').update(`${fiscalNumber} ${documentNumber} ${receipt.id}`);
  return {
    documentNumber,
    sessionNumber: (last?.sessionNumber ?? 0) + (sameShift ? 0 : 1),
    number: sameShift ? last.number + 1 : 1,
    fiscalSign: String(sign.digest().readUInt32BE()).padStart(10, '0'),
    deviceNumber,
    regNumber,
    fiscalNumber,
    ofd,
    atMs,
  };
}

const dayOf = (atMs: number) => Math.floor((atMs + moscowMs) / dayMs);
