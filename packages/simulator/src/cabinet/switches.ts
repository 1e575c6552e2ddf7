import {
  apiPlaces,
  defaultDetails,
  type FaultName,
  type FaultPlace,
  faultNames,
  notificationPlaces,
  type PlaceGroup,
  placeGroups,
  traitsOf,
} from '../faults/catalogue.ts';
import type { FaultRule } from '../faults/rule.ts';
import type { PageLanguage } from '../pages.ts';
import { faultText, parameterOf } from './fault-model.ts';
import { faultWords } from './words/faults.ts';
import { placeName } from './words/places.ts';

/** The faults a shop's developer reaches for first, one switch each. */
const commonFaults: readonly { readonly on: FaultPlace; readonly fault: FaultName }[] = [
  { on: 'confirm', fault: 'answer_lost' },
  { on: 'refund', fault: 'answer_lost' },
  { on: 'confirm', fault: 'status_500' },
  { on: 'confirm', fault: 'timeout_before' },
  { on: 'get', fault: 'html' },
  { on: 'pay', fault: 'drop' },
  { on: 'pay', fault: 'duplicate' },
  { on: 'pay', fault: 'deliver_before_answer' },
  { on: 'pay', fault: 'delay' },
  { on: 'pay', fault: 'corrupt_signature' },
  { on: 'check', fault: 'delay' },
  { on: 'check', fault: 'drop' },
  { on: 'authorization', fault: 'decline' },
  { on: 'widget', fault: 'answer_lost' },
];

const groups = ['api', 'notifications', 'bank', 'others'] as const;
type Group = (typeof groups)[number];

const isOneOf = (places: readonly FaultPlace[], place: FaultPlace) => places.includes(place);

function groupOf(place: FaultPlace, fault: FaultName): Group {
  if (fault === 'kassa_error') return 'bank';
  if (isOneOf(apiPlaces, place)) return 'api';
  if (isOneOf(notificationPlaces, place)) return 'notifications';
  return place === 'payer' || place === 'mail' ? 'others' : 'bank';
}

/** The place that most people mean. */
const usual: Readonly<Record<Group, FaultPlace>> = {
  api: 'confirm',
  notifications: 'pay',
  bank: 'authorization',
  others: 'payer',
};

type SwitchPlace = FaultPlace | PlaceGroup;

/** Switches in groups; one is on while its fault happens without an end. */
export function switchGroups(rules: readonly FaultRule[], lang: PageLanguage) {
  const words = faultWords[lang];
  const common = commonFaults.map(({ on, fault }) => switchModel(fault, [on], rules, lang));
  return [
    { name: 'common', title: words.groups.common, switches: common },
    ...groups.map((group) => ({
      name: group,
      title: words.groups[group],
      switches: faultNames.flatMap((fault) => {
        const places = placesIn(group, fault);
        return places.length === 0 ? [] : [switchModel(fault, places, rules, lang)];
      }),
    })),
  ];
}

/** Where in a group a fault can happen, the usual place first. */
function placesIn(group: Group, fault: FaultName): readonly SwitchPlace[] {
  const places = traitsOf(fault).places.filter((place) => groupOf(place, fault) === group);
  const first = places.filter((place) => place === usual[group]);
  const others = places.filter((place) => place !== usual[group]);
  const whole = group in placeGroups && places.length > 1 ? [group as PlaceGroup] : [];
  return [...first, ...whole, ...others];
}

function switchModel(
  fault: FaultName,
  places: readonly SwitchPlace[],
  rules: readonly FaultRule[],
  lang: PageLanguage,
) {
  const active = rules.find(
    (rule) =>
      rule.fault === fault &&
      rule.times === null &&
      rule.scenario === null &&
      places.includes(rule.on),
  );
  const parameter = parameterOf({ fault, ...defaultDetails(fault) });
  const labels = faultWords[lang].parameters;
  return {
    key: `${places.length === 1 ? places[0] : 'any'}-${fault}`,
    id: active?.id ?? '',
    fault,
    text: active === undefined ? traitsOf(fault)[lang] : faultText(active, lang),
    /** Where it happens, when it is on or can happen in one place only. */
    place: placeName(active?.on ?? (places.length === 1 ? (places[0] ?? '') : ''), lang),
    places: places.map((place) => ({ name: place, text: placeName(place, lang) })),
    choosesPlace: active === undefined && places.length > 1,
    parameter:
      active !== undefined || parameter === null
        ? null
        : { ...parameter, label: labels[parameter.name] },
  };
}
