import { endOf } from '../../client/validity.ts';
import type { Estimate } from '../../contract/estimate.ts';
import { fillText, textOf } from '../../i18n/fill.ts';
import type { Piece } from '../../i18n/format.ts';
import { tellCountdown } from './countdown.ts';
import {
  tellDestination,
  tellMethod,
  tellOptions,
  tellParcels,
  tellPlace,
  tellSteps,
  type PlaceView,
  type Row,
} from './details.ts';
import { isExpired, tellWhen, todayFor, type Telling } from './when.ts';

export type ViewInput = Telling & {
  /** What is known, first choice first; empty where nothing is. */
  estimates: readonly Estimate[];
  status: 'idle' | 'loading' | 'invalid' | 'failed';
  /** Names of items by SKU, where the page gave them. */
  titles: ReadonlyMap<string, string>;
};

/** The postcode form: what its summary says, and whether the answer waits for it. */
export type AskView = { summary: string; isRequired: boolean; country: string | undefined };

export type EstimateView =
  /** What stands between the tags is shown. */
  | { kind: 'fallback' }
  | { kind: 'loading' }
  | { kind: 'unavailable'; announcement: string; ask?: AskView | undefined; changesAt: number }
  | {
      kind: 'ready';
      headline: Piece[];
      countdown?: string | undefined;
      method?: string | undefined;
      availability?: string | undefined;
      place?: PlaceView | undefined;
      parcels: Row[];
      optionsLabel: string;
      options: Row[];
      steps: Row[];
      ask?: AskView | undefined;
      /** What a screen reader is told when the answer changes: never the ticking part. */
      announcement: string;
      /** The instant at which what is shown changes by time alone. */
      changesAt: number;
    };

/** How long an answer may be shown beyond its end while it is asked for anew. */
const REFRESH_GRACE_MS = 5_000;

/** What to show. Pure: the same input gives the same view. */
export function viewEstimate(input: ViewInput): EstimateView {
  const { status, now, messages, format } = input;
  // While a fresh answer is under way the last one stays a moment, so that nothing flickers.
  const grace = status === 'loading' ? REFRESH_GRACE_MS : 0;
  const estimates = input.estimates.filter((estimate) => !isExpired(estimate, now - grace));
  const first = estimates[0];
  if (status === 'invalid') return { kind: 'fallback' };
  if (!first) return { kind: status === 'loading' ? 'loading' : 'fallback' };
  if (first.unavailable) return viewUnavailable(first, input, grace);

  const options = estimates.filter(({ unavailable }) => !unavailable);
  const countdown = tellCountdown(first, input);
  const headline = tellWhen(first, input);
  return {
    kind: 'ready',
    headline,
    countdown: countdown.text,
    method: tellMethod(first, input),
    availability: first.availability && first.availability !== 'in-stock' ? messages.availability[first.availability] : undefined,
    place: tellPlace(first, input),
    parcels: tellParcels(first, input.titles, input),
    optionsLabel: fillText(format.plural(messages.options, options.length), { count: format.number(options.length) }),
    options: options.length > 1 ? tellOptions(options, input) : [],
    steps: tellSteps(first, input),
    ask: viewAsk(first, input),
    announcement: textOf(headline),
    changesAt: Math.min(countdown.changesAt, todayFor(first, now).end, ...estimates.map((each) => endOf(each) + grace)),
  };
}

function viewUnavailable(estimate: Estimate, input: ViewInput, grace: number): EstimateView {
  const code = estimate.unavailable?.code ?? 'unknown';
  return {
    kind: 'unavailable',
    announcement: input.messages.unavailable[code],
    ask: viewAsk(estimate, input),
    changesAt: endOf(estimate) + grace,
  };
}

/** The postcode is asked for where it would help, and stays changeable where it was given. */
function viewAsk(estimate: Estimate, input: ViewInput): AskView | undefined {
  const { destination, needs, unavailable } = estimate;
  const isRequired = unavailable?.code === 'needs-destination';
  const country = destination?.country;
  if (destination?.postal) {
    return { summary: tellDestination(estimate, input) ?? '', isRequired: false, country };
  }
  if (!isRequired && needs !== 'postal') return undefined;
  return { summary: isRequired ? input.messages.askPostal : input.messages.refinePostal, isRequired, country };
}
