import { expect, test } from 'vitest';
import { readPage } from './page.ts';

const html = `<!doctype html><title>Bank</title>
<script>document.write('<form action="/no"></form>')</script>
<!-- <form action="/neither"></form> -->
<p>Демо-код: 1234 &amp; &#8381;</p>
<FORM method=POST action="/answer?a=1&amp;b=2">
  <input type="hidden" name="MD" value="7 &quot;x&quot;">
  <input name='code' inputmode="numeric">
  <textarea name="note"></textarea>
  <button name="action" value="confirm"><b>Да</b>, платить</button>
  <input type=submit name=action value='Отказаться'>
  <button type="button">?</button>
</FORM>
<form><input name="q"></form>`;

test('a page is its forms and its text', () => {
  const { forms, text } = readPage(html, 'https://bank.example/acs?x=1');
  expect(forms).toEqual([
    {
      action: 'https://bank.example/answer?a=1&b=2',
      method: 'post',
      fields: [
        { name: 'MD', value: '7 "x"', type: 'hidden' },
        { name: 'code', value: '', type: 'text' },
        { name: 'note', value: '', type: 'text' },
      ],
      buttons: [
        { name: 'action', value: 'confirm', label: 'Да , платить' },
        { name: 'action', value: 'Отказаться', label: 'Отказаться' },
      ],
    },
    {
      action: 'https://bank.example/acs?x=1',
      method: 'get',
      fields: [{ name: 'q', value: '', type: 'text' }],
      buttons: [],
    },
  ]);
  expect(text).toContain('Демо-код: 1234 & ₽');
});

test('a page that scripts make has no forms', () => {
  expect(
    readPage('<div id="app"></div><script src="/app.js"></script>', 'https://a.example/'),
  ).toEqual({
    url: 'https://a.example/',
    forms: [],
    text: '',
  });
});
