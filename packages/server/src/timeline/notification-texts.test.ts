import { locale } from '@kopeck/api';
import { type NotificationKind, notificationKinds } from '@kopeck/cloudpayments/wire';
import { checkCodeOf } from '@kopeck/domain';
import { describe, expect, test } from 'vitest';
import { notificationText, verdictWords } from './notification-texts.ts';

const verdicts = Object.keys(verdictWords.ru);
const aNotification = { kind: 'pay' as NotificationKind, sum: '1 ₽', answer: 0, again: true };

describe.each(locale.options)('in %s', (language) => {
  test.each(verdicts)(
    'every kind of notification with the verdict %s has a sentence',
    (verdict) => {
      const texts = notificationKinds.map((kind) =>
        notificationText({ ...aNotification, kind, verdict }, language),
      );
      expect(new Set(texts).size).toBe(notificationKinds.length);
      for (const text of texts) {
        expect(text).toMatch(/^\p{Lu}.*\.$/u);
        expect(text).not.toMatch(/undefined|null|_/);
      }
    },
  );

  test('every verdict says something else', () => {
    const texts = verdicts.map((verdict) =>
      notificationText({ ...aNotification, verdict }, language),
    );
    expect(new Set(texts).size).toBe(verdicts.length);
  });

  test.each(Object.entries(checkCodeOf))('a Check answered %s says so in words', (answer, code) => {
    const facts = { ...aNotification, verdict: `check_${answer}`, answer: code };
    const text = notificationText(facts, language);
    expect(text).not.toMatch(/undefined|null|_/);
    if (code === 0) expect(text).not.toMatch(/\d\)/);
    else expect(text).toMatch(new RegExp(`(код|code) ${code}\\)\\.$`));
  });

  test('a verdict and a kind of a newer version still make a sentence', () => {
    const facts = { ...aNotification, kind: null, sum: null, verdict: 'of_a_newer_version' };
    expect(notificationText(facts, language)).toMatch(/^\p{Lu}[^_]*\.$/u);
    const check = { ...facts, verdict: 'check_of_a_newer_version', answer: 99 };
    expect(notificationText(check, language)).toMatch(/99\)\.$/u);
  });
});
