import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './payments.module.css';
import { filterStatuses, type ListFilter } from './use-payment-filter.ts';

const SEARCH_DELAY_MS = 250;

/** Search and state chips; both go to the address. */
export function PaymentsFilters(props: {
  filter: ListFilter;
  onChange: (part: Partial<ListFilter>) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const { filter, onChange } = props;
  const [text, setText] = useState(filter.q);
  const [written, setWritten] = useState(filter.q);
  const apply = useDebouncedCallback((q: string) => onChange({ q: q.trim() }), SEARCH_DELAY_MS);

  // The address can change from outside (back, a link, the reset button); then it wins over the field.
  if (written !== filter.q) {
    setWritten(filter.q);
    if (text.trim() !== filter.q) setText(filter.q);
  }

  const type = (next: string) => {
    setText(next);
    apply(next);
  };
  return (
    <search className={classes.filters}>
      <TextInput
        ref={props.searchRef}
        className={classes.search}
        size="sm"
        type="search"
        aria-label={t('payments.search')}
        placeholder={t('payments.searchHint')}
        leftSection={<IconSearch size={17} stroke={1.9} aria-hidden="true" />}
        rightSection={
          text === '' ? null : (
            <CloseButton
              size="sm"
              aria-label={t('payments.clearSearch')}
              onClick={() => type('')}
            />
          )
        }
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <fieldset className={classes.chips}>
        <legend className={classes.legend}>{t('payments.filter')}</legend>
        {[null, ...filterStatuses].map((status) => (
          <button
            key={status ?? 'all'}
            type="button"
            className={classes.chip}
            aria-pressed={filter.status === status}
            onClick={() => onChange({ status })}
          >
            {status === null ? t('payments.all') : t(`status.${status}`)}
          </button>
        ))}
      </fieldset>
    </search>
  );
}
