/** Where an address is, as the gateway's answers and notifications tell (reference 2.3, 3.5). */
export type IpPlace = {
  /** Two letters. */
  readonly country: string;
  readonly city: string | null;
  readonly region: string | null;
  readonly district: string | null;
  readonly latitude: string | null;
  readonly longitude: string | null;
};

/** An address of a private network: the gateway's samples tell of it no more than the country. */
const nearby: IpPlace = {
  country: 'RU',
  city: null,
  region: null,
  district: null,
  latitude: null,
  longitude: null,
};

/** The simulator knows no map of addresses: every public one is in Moscow. */
const moscow: IpPlace = {
  country: 'RU',
  city: 'Москва',
  region: 'Москва',
  district: 'Центральный федеральный округ',
  latitude: '55.7558',
  longitude: '37.6173',
};

const privateNetworks =
  /^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168)\.|^(::1?$|f[cd]|fe80)|^::ffff:(10|127|192\.168)\./i;

/** The place of an address; null when there is no address. */
export function placeOf(ipAddress: string | null): IpPlace | null {
  if (ipAddress === null) return null;
  const isAddress = /^\d{1,3}(\.\d{1,3}){3}$/.test(ipAddress) || ipAddress.includes(':');
  return isAddress && !privateNetworks.test(ipAddress) ? moscow : nearby;
}
