import { type GivenParameters, isRecord, textOf } from './parameters.ts';

/** The variables of the frame's style sheet by the paths of the customization (widget reference 1.8). */
const colours: Readonly<Record<string, string>> = {
  primaryButtonColor: 'button',
  primaryButtonTextColor: 'button-ink',
  primaryHoverButtonColor: 'button-hover',
  primaryButtonHoverTextColor: 'button-hover-ink',
  activeInputColor: 'field-ink',
  inputBackground: 'field',
  inputColor: 'label',
  inputBorderColor: 'field-line',
  errorColor: 'bad',
  skeletonBackground: 'skeleton',
  titleColor: 'title',
  textColor: 'text',
};

const formSizes: Readonly<Record<string, string>> = {
  labelFontSize: 'placeholder-size',
  activeLabelFontSize: 'label-size',
  fontSize: 'field-size',
};

export type Customization = {
  readonly theme: Readonly<Record<string, string>>;
  readonly payLabel: string | null;
};

/** How the shop wants the form to look. The frame takes of it what is a colour or a length. */
export function readCustomization(value: unknown): Customization {
  const given = recordOf(value);
  const appearance = recordOf(given.appearance);
  const components = recordOf(given.components);
  const button = recordOf(components.paymentButton);
  const theme = {
    ...named(recordOf(appearance.colors), colours),
    ...named(recordOf(components.paymentForm), formSizes),
    ...named(recordOf(appearance.borders), { radius: 'radius' }),
    ...named(button, { fontSize: 'button-size' }),
  };
  return { theme, payLabel: textOf(button.text) };
}

function named(
  values: GivenParameters,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(names).map(
    ([key, name]) => [name, cssValue(values[key])] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** A CSS value; a colour may also be three numbers. */
function cssValue(value: unknown): string {
  const isColour = Array.isArray(value) && value.length === 3;
  if (isColour && value.every((part) => typeof part === 'number')) return `rgb(${value.join(' ')})`;
  return textOf(value)?.trim() ?? '';
}

function recordOf(value: unknown): GivenParameters {
  return isRecord(value) ? value : {};
}
