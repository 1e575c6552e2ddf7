import { bilingual } from './bilingual.ts';

export const mailWords = bilingual(
  {
    search: 'Тема, адрес, текст письма',
    noMail: 'Здесь появятся письма, которые магазин отправит через SMTP',
    from: 'От кого',
    to: 'Кому',
    subject: 'Тема',
    received: 'Получено',
    noSubject: 'Без темы',
    html: 'Письмо',
    text: 'Текст',
    headers: 'Заголовки',
    attachments: 'Вложения',
    clear: 'Очистить почту',
  },
  {
    search: 'Subject, address, text',
    noMail: 'E-mails will appear here that the shop sends through SMTP',
    from: 'From',
    to: 'To',
    subject: 'Subject',
    received: 'Received',
    noSubject: 'No subject',
    html: 'Message',
    text: 'Text',
    headers: 'Headers',
    attachments: 'Attachments',
    clear: 'Empty the mailbox',
  },
);
