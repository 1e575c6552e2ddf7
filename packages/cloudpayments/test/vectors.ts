/** Known answers of the protocol reference, section 4.3, copied verbatim. */
export const vectorSecret = 'vec_secret_3f1d9a';
export const formType = 'application/x-www-form-urlencoded';
export const jsonType = 'application/json';

export interface Vector {
  readonly name: string;
  readonly body: string;
  readonly contentType: string;
  /** Of the UTF-8 bytes: guards the copy. */
  readonly bytes: number;
  readonly sha256: string | null;
  readonly contentHmac: string;
  readonly xContentHmac: string;
}

export const vector1: Vector = {
  name: '1, nothing to encode',
  body: 'TransactionId=100000001&Amount=1500.00&Currency=RUB&PaymentAmount=1500.00&PaymentCurrency=RUB&CardFirstSix=400000&CardLastFour=3055&CardType=Visa&TestMode=1&Status=Completed&OperationType=Payment&InvoiceId=INV-1001&AccountId=acc-42',
  contentType: formType,
  bytes: 231,
  sha256: '8296c72e8c5432a3553a58ecfa614299d1f8dca11a48f811f0b4585ced0d7f8d',
  contentHmac: '+jnc3PCcVuPrUgm3a+Cu4viE8PNoV/6framOdmuKPzs=',
  xContentHmac: '+jnc3PCcVuPrUgm3a+Cu4viE8PNoV/6framOdmuKPzs=',
};
export const vector1Hex = 'fa39dcdcf09c56e3eb5209b76be0aee2f884f0f36857fe9fada98e766b8a3f3b';
export const vector1WithNewline = 'WzHnEnmpDtFzlxiqlpdGU/ueGOwO9RLNER5RiaXSgNg=';

export const vector2: Vector = {
  name: '2, Cyrillic and JSON in Data',
  body: 'TransactionId=100000002&Amount=1500.00&Currency=RUB&DateTime=2026-01-15+09%3a30%3a05&CardExpDate=12%2f30&TestMode=1&Status=Authorized&OperationType=Payment&GatewayName=Test&InvoiceId=INV-1002&AccountId=user%40example.test&Description=%d0%9e%d0%bf%d0%bb%d0%b0%d1%82%d0%b0+%d0%b7%d0%b0%d0%ba%d0%b0%d0%b7%d0%b0+%e2%84%961002&Data=%7b%22order%22%3a%221002%22%2c%22note%22%3a%22%d0%b1%d0%b5%d0%b7+%d1%81%d0%b4%d0%b0%d1%87%d0%b8%22%7d',
  contentType: formType,
  bytes: 428,
  sha256: '39cfa261f7ce56775c8d2134e3b6db105c0bdda738231f3bc79a4cdffc6b65e2',
  contentHmac: '4rm6ZOyqaljOwBbb7/QS7h+8UX5wiuBl7/0wg4oX2xM=',
  xContentHmac: 'tgMfZxvzOv2501GVhllgFGsvPvqzuk1hT0wie+nKgCk=',
};
export const vector2Decoded =
  'TransactionId=100000002&Amount=1500.00&Currency=RUB&DateTime=2026-01-15 09:30:05&CardExpDate=12/30&TestMode=1&Status=Authorized&OperationType=Payment&GatewayName=Test&InvoiceId=INV-1002&AccountId=user@example.test&Description=Оплата заказа №1002&Data={"order":"1002","note":"без сдачи"}';
export const vector2EncodeUriComponent = '/pXnqsqVlefcFP9IcfLyFcwuzNrFJbBb4QPk3GQqeyU=';
export const vector2UrlSearchParams = '8vKvb2xGGWZysHjV2NxXgSPHX0wB3peDFvUNSiyF7ko=';

export const vector3a: Vector = {
  name: '3a, space as plus, emoji',
  body: 'TransactionId=100000003&Amount=99.90&Currency=RUB&TestMode=1&Status=Completed&InvoiceId=INV+1003&AccountId=%2b79990001122&Name=IVAN+PETROV&Description=%d0%9a%d0%be%d1%84%d0%b5+%e2%98%95+1%2b1+%f0%9f%98%80',
  contentType: formType,
  bytes: 204,
  sha256: '2ef6ed25bb28bf1947c15c5ae3f0a29b50d03a3825b9c8185a8bad4a8640b50a',
  contentHmac: 'J7hEbPNtSqcuvYRIyd46ntw309KOp40o04VY83L3PC0=',
  xContentHmac: 'TGcNI6k8tu4u6ftFjS7ft21X/IFCNstKRk7D6FBnFMU=',
};
export const vector3b: Vector = {
  name: '3b, space as %20, upper-case hex',
  body: 'TransactionId=100000003&Amount=99.90&Currency=RUB&TestMode=1&Status=Completed&InvoiceId=INV%201003&AccountId=%2B79990001122&Name=IVAN%20PETROV&Description=%D0%9A%D0%BE%D1%84%D0%B5%20%E2%98%95%201%2B1%20%F0%9F%98%80',
  contentType: formType,
  bytes: 214,
  sha256: 'be3805624ec592cff6dd8f62f5ca35a4540a1641b8e48c5fd668d395f2a6dd2b',
  contentHmac: 'vQGFPZzgGj1uXC6JkluX1u+AyN3+7AbZVxoCmwlfPB8=',
  xContentHmac: 'TGcNI6k8tu4u6ftFjS7ft21X/IFCNstKRk7D6FBnFMU=',
};
export const vector3PlusKept = '/WzZl3Va86osgutFOtAuXS1N0S7CZKynedWMPU+6zy4=';
export const vector3DecodedTwice = '91uqtshC6m5jZzSiUgS4Rm8zahufG9PW189sJ9gEG48=';

export const vector4: Vector = {
  name: '4, JSON',
  body: '{"TransactionId":100000004,"Amount":99.90,"Currency":"RUB","DateTime":"2026-01-15 09:30:05","TestMode":1,"Status":"Completed","OperationType":"Payment","InvoiceId":"INV-1004","AccountId":"+79990001122","Description":"Скидка 10% + доставка","Data":"{\\"order\\":\\"1004\\"}"}',
  contentType: jsonType,
  bytes: 284,
  sha256: 'fe9d9b71bafabf1ec7fbf13745077e20ecd214371897bce404b4af845fd218a8',
  contentHmac: 'x52jemis3tvvlB6wRqe9+/rTal0lPK+TJYUtHMFVOEs=',
  xContentHmac: 'x52jemis3tvvlB6wRqe9+/rTal0lPK+TJYUtHMFVOEs=',
};
export const vector4Reserialized = 'OSil25ESdYGxEImxXq9PnW4ua9yV9u9dUHth2xjOvM4=';
export const vector4PlusToSpace = 'V+52JvfYwZfPoGjwHD//w5DE3SiP4/6elVnD+l4y1Z4=';

/** The query string of a GET, without its question mark. */
export const vector5: Vector = {
  name: '5, GET',
  body: 'TransactionId=100000005&Amount=10.00&Currency=RUB&InvoiceId=INV-1005&Description=%d0%a2%d0%b5%d1%81%d1%82+5',
  contentType: formType,
  bytes: 107,
  sha256: null,
  contentHmac: '5TT5DcZ5jIihyxFISNeVDgkPeTSwL3CuKODiD5PxwPU=',
  xContentHmac: 'oyQMef54h9PfIjBaPN1hh1Yo1wiiwewP+MC3Z/Aeh3c=',
};
export const vector5WithQuestionMark = 'iQRQOEV+0qzHpPYDpgzdDbEaUgo8HJcaGROrUj3GXs8=';

/** Vector 1 with another amount: what its own signature would be. */
export const vector6Hmac = 'JcGv57VZMuWfiEupJEGr3s0eX4eKlf4gFn4PWQq218o=';

export const vector7 = {
  secret: 'пароль_тест',
  body: 'TransactionId=1&Amount=1.00',
  hmac: 'kBXrcE8luFJm3Plfo0EepW6Twrh9GfVQWtAwG9tuskA=',
};

export const vector8: Vector = {
  name: '8, a value that decodes to a field',
  body: 'TransactionId=100000008&Amount=1500.00&Currency=RUB&InvoiceId=INV-1008&Description=x%26Amount%3d1.00',
  contentType: formType,
  bytes: 100,
  sha256: null,
  contentHmac: 'HQHn2Kg0W9l+yix3Hdd6NLL/deXC0PYWz+dwPWfXmos=',
  xContentHmac: 'kmuQwGw3IdW2slXiUcGrYaRYETOV67dylnKzbRnKWbw=',
};
export const vector8Forged =
  'TransactionId=100000008&Amount=1500.00&Currency=RUB&InvoiceId=INV-1008&Description=x&Amount=1.00';

/** Every vector that the gateway itself could have sent. */
export const genuineVectors: readonly Vector[] = [
  vector1,
  vector2,
  vector3a,
  vector3b,
  vector4,
  vector5,
  vector8,
];

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
