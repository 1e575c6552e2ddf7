import { readAccountId } from './account-id.ts';
import { type GivenParameters, isRecord, textOf, WrongParameter } from './parameters.ts';

export type UserInfo = {
  readonly accountId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly customFields: readonly object[];
};

/** `userInfo` of `start` (widget reference 1.5); names and addresses reach no notification. */
export function readUser(user: GivenParameters | null): UserInfo {
  return {
    accountId: readAccountId('userInfo.accountId', user?.accountId),
    email: textOf(user?.email),
    phone: textOf(user?.phone),
    customFields: customFieldsOf(user?.customField),
  };
}

/** One field, or several in a list; notifications carry the array `CustomFields`. */
export function customFieldsOf(value: unknown): readonly object[] {
  if (value === undefined || value === null) return [];
  return [value].flat().map((field) => {
    const name = isRecord(field) ? textOf(field.name) : null;
    if (name === null) throw new WrongParameter('userInfo.customField.name is required');
    return { Name: name, Value: isRecord(field) ? textOf(field.value) : null };
  });
}
