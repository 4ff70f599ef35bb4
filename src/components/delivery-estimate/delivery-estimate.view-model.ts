import { arrangeEstimates, type ArrangeOptions } from '../../estimate/arrange-estimates.ts';
import { deriveExpiry } from '../../estimate/validity.ts';
import type { Estimate, UnavailableCode } from '../../contract/estimate.ts';
import { formatMessageText, toPlainText } from '../../i18n/format-message.ts';
import { readerTimeZone, type TextRun } from '../../i18n/formatter.ts';
import { deriveCountdown } from './countdown.ts';
import type { EstimateStatus } from './estimate-controller.ts';
import {
  formatPlace,
  formatMethod,
  deriveAlternatives,
  deriveOptionRows,
  deriveParcelRows,
  derivePlaceViewModel,
  deriveStepRows,
  type AlternativeViewModel,
  type PlaceViewModel,
  type DetailRow,
  type MethodRuns,
} from './details.view-model.ts';
import { isExpired, formatHeadline, resolveDestinationDay, type EstimateFormatContext } from './format-estimate.ts';

export type EstimateViewModelInput = EstimateFormatContext & {
  /** In any order. */
  estimates: readonly Estimate[];
  /** Selects the estimate of the headline. */
  arrangement?: ArrangeOptions;
  status: EstimateStatus;
  /** The request failed, and the page has no text of its own to show. */
  isFailureShown?: boolean;
  /** By SKU. */
  itemTitles: ReadonlyMap<string, string>;
  /** The destination that the customer entered. They are told if there is no estimate for it. */
  enteredDestination?: Estimate['destination'] | undefined;
};

/** The summary of the postcode form, and the values of its fields. */
export type DestinationFormViewModel = { summary: string; country: string | undefined; postal: string | undefined };

export type EstimateViewModel =
  /** `fallback`: the slot is shown. */
  | {
      kind: 'fallback' | 'loading';
      /** Those of what is not sent. */
      estimates?: readonly Estimate[];
      announcement?: undefined;
      destinationForm?: undefined;
      changesAt?: undefined;
    }
  | {
      kind: 'unavailable';
      code: UnavailableCode;
      estimates: readonly Estimate[];
      announcement: string;
      destinationForm?: DestinationFormViewModel | undefined;
      changesAt: number;
    }
  | {
      kind: 'ready';
      /** The estimates that have not expired, that of the headline first. */
      estimates: readonly Estimate[];
      headline: TextRun[];
      countdown?: string | undefined;
      method?: MethodRuns | undefined;
      availability?: string | undefined;
      place?: PlaceViewModel | undefined;
      alternatives: AlternativeViewModel[];
      parcels: DetailRow[];
      optionsLabel: string;
      options: DetailRow[];
      steps: DetailRow[];
      destinationForm?: DestinationFormViewModel | undefined;
      /** Announced if it changes. It has no countdown, which changes every minute. */
      announcement: string;
      /** Milliseconds since the epoch at which the view model changes without new data. */
      changesAt: number;
    };

/** How long an expired estimate stays while a new one is requested. */
const REFRESH_GRACE_MS = 5_000;

/** Derives the view model of `<waybill-delivery-estimate>`. Pure: equal input gives an equal result. */
export function deriveEstimateViewModel(input: EstimateViewModelInput): EstimateViewModel {
  const { status, now, messages, format } = input;
  const grace = deriveGrace(input);
  const arranged = arrangeEstimates(
    input.estimates.filter((estimate) => !isExpired(estimate, now - grace)),
    { timeZone: readerTimeZone(), ...input.arrangement },
  );
  const { estimates } = arranged;
  const [first] = estimates;
  if (!first || status === 'invalid') return deriveEmptyViewModel(input);
  // Nothing is delivered, and the page's own text stays.
  const code = first.unavailable?.code;
  if (code === 'not-shipped') return { kind: 'fallback', estimates };
  if (code) return deriveUnavailableViewModel(first, code, estimates, input);

  const options = estimates.filter(({ unavailable }) => !unavailable);
  const { faster = first, collection = first } = arranged;
  const countdown = deriveCountdown(first, input);
  const headline = formatHeadline(first, input);
  return {
    kind: 'ready',
    estimates,
    headline,
    countdown: countdown.text,
    method: formatMethod(first, input),
    availability:
      first.availability && first.availability !== 'in-stock' ? messages.availability[first.availability] : undefined,
    place: derivePlaceViewModel(first, input),
    alternatives: deriveAlternatives(arranged, input),
    parcels: deriveParcelRows(first, input.itemTitles, input),
    optionsLabel: formatMessageText(format.plural(messages.options, options.length), {
      count: format.number(options.length),
    }),
    options: options.length > 1 ? deriveOptionRows(options, input) : [],
    steps: deriveStepRows(first, input),
    destinationForm: deriveDestinationForm(first, input),
    announcement: toPlainText(headline),
    changesAt: Math.min(
      countdown.changesAt,
      ...[first, faster, collection].map((each) => resolveDestinationDay(each, now).end),
      ...estimates.map((each) => deriveExpiry(each) + grace),
    ),
  };
}

/** Without it the element would flicker. */
const deriveGrace = ({ status }: EstimateViewModelInput): number => (status === 'loading' ? REFRESH_GRACE_MS : 0);

function deriveEmptyViewModel(input: EstimateViewModelInput): EstimateViewModel {
  const { status, enteredDestination, isFailureShown } = input;
  if (status === 'loading') return { kind: 'loading' };
  if (!enteredDestination && !isFailureShown) return { kind: 'fallback' };
  return deriveUnavailableViewModel(
    { id: '', kind: 'delivery', destination: enteredDestination, unavailable: { code: 'unknown' } },
    'unknown',
    [],
    input,
  );
}

function deriveUnavailableViewModel(
  estimate: Estimate,
  code: Exclude<UnavailableCode, 'not-shipped'>,
  estimates: readonly Estimate[],
  input: EstimateViewModelInput,
): EstimateViewModel {
  const { messages, format } = input;
  const place = code === 'no-service' && estimate.destination && formatPlace(estimate.destination, format);
  return {
    kind: 'unavailable',
    code,
    estimates,
    announcement: place ? formatMessageText(messages.noServiceTo, { place }) : messages.unavailable[code],
    destinationForm: deriveDestinationForm(estimate, input),
    changesAt: deriveExpiry(estimate) + deriveGrace(input),
  };
}

/** Offered if a postcode would narrow the estimate, and to change a postcode. */
function deriveDestinationForm(
  estimate: Estimate,
  input: EstimateViewModelInput,
): DestinationFormViewModel | undefined {
  const { destination: { country, postal } = {}, needs, unavailable } = estimate;
  const isRequired = unavailable?.code === 'needs-destination';
  // Without an estimate a postcode changes nothing. Half a postcode is asked for like none.
  const isNarrowed = needs === 'postal' && (isRequired || !unavailable);
  if (!postal && !isRequired && !isNarrowed) return undefined;
  const { askPostal, refinePostal, destination } = input.messages;
  const place = postal && country && !isNarrowed && formatPlace({ country, postal }, input.format);
  return {
    summary: place ? formatMessageText(destination, { place }) : isRequired ? askPostal : refinePostal,
    country,
    postal,
  };
}
