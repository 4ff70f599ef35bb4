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
  /** Where to, once a customer has said it here: who asked is told that there is no answer. */
  typed?: Estimate['destination'] | undefined;
};

/** The postcode form: what its summary says, and what stands in its fields. */
export type AskView = { summary: string; country: string | undefined; postal: string | undefined };

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
  if (!first || status === 'invalid') return viewNothing(input);
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

function viewNothing(input: ViewInput): EstimateView {
  const { status, typed } = input;
  if (status === 'loading') return { kind: 'loading' };
  if (!typed) return { kind: 'fallback' };
  return viewUnavailable({ id: '', kind: 'delivery', destination: typed, unavailable: { code: 'unknown' } }, input, 0);
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
  const { destination: { country, postal } = {}, needs, unavailable } = estimate;
  const isRequired = unavailable?.code === 'needs-destination';
  if (!postal && !isRequired && needs !== 'postal') return undefined;
  const { askPostal, refinePostal } = input.messages;
  return { summary: (postal && tellDestination(estimate, input)) || (isRequired ? askPostal : refinePostal), country, postal };
}
