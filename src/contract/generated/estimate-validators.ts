/* Compiled from the zod schemas by tools/generate-validators.ts; do not edit. */

import type { DocumentValidator } from '../validators.ts';
import type { Estimate, EstimateRequest, EstimatesResponse } from '../estimate.ts';
import type { ShopTerms } from '../shop-terms.ts';
import {
  array,
  boolean,
  cleanedText,
  int,
  nullable,
  object,
  oneOf,
  optional,
  record,
  strictObject,
  string,
  tuple,
  union,
} from '../validators.ts';
import {
  createMethodPlaceholder,
  createOriginPlaceholder,
  createPlacesPlaceholder,
  createProductPlaceholder,
  createRulePlaceholders,
  createServicePlaceholder,
  createZonePlaceholder,
} from '../term-placeholders.ts';
import { emptyAsAbsent, lenient, lenientArray } from '../lenient-parse.ts';
import {
  hasAnswer,
  isDatedOrFloating,
  isExistingDay,
  isExistingInstant,
  isOrderedWindow,
  isTimeZone,
} from '../refinements.ts';
import { isCountry, isCountryRule, normalizeCountry, normalizeCurrency } from '../normalize-code.ts';
import { normalizeEventTime, normalizeInstant } from '../normalize-time.ts';
import { replaceInvalid } from '../replace-invalid.ts';

const validateText = string();

const optionalText = optional(validateText);

const validateCurrencyCode = cleanedText(normalizeCurrency, [/^[A-Z]{3}$/, 'a currency such as EUR']);

const validateEstimatePreference = oneOf('cheapest', 'fastest', 'collection');

const validateCountryCode = cleanedText(
  normalizeCountry,
  [/^[A-Za-z]{2}$/, 'a country of two letters, such as DE'],
  [isCountry, 'a country of ISO 3166-1, such as DE'],
);

const validateDestination = object({
  country: validateCountryCode,
  region: optionalText,
  postal: optionalText,
});

const optionalDestination = optional(validateDestination);

const validateId = string([/^[\w.-]{1,64}$/, 'an id of letters, digits, dots, dashes, underscores']);

const validateTimeZone = string([isTimeZone, 'a time zone such as Europe/Berlin']);

const validateWeekday = int(1, 7, 'a weekday from 1 (Monday) to 7 (Sunday)');

const validateCivilDate = cleanedText(
  normalizeEventTime,
  [/^(19[7-9]|20\d|21\d)\d-\d\d-\d\d$/, 'a date as YYYY-MM-DD'],
  [isExistingDay, 'a day that exists'],
);

const optionalCivilDates = optional(array(validateCivilDate));

const validateCalendar = strictObject({
  weekdays: array(validateWeekday),
  closed: optionalCivilDates,
  open: optionalCivilDates,
});

const validateTimeOfDay = string([/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time as HH:MM']);

const validateWeekdayKey = oneOf('1', '2', '3', '4', '5', '6', '7');

const validateCutoff = union(validateTimeOfDay, record(validateWeekdayKey, validateTimeOfDay));

const validateCount = int(0, undefined, 'a whole number of 0 or more');

const validateRange = strictObject({
  min: validateCount,
  max: validateCount,
});

const optionalCalendar = optional(validateCalendar);

const validateOriginTerms = replaceInvalid(
  strictObject({
    id: validateId,
    name: optionalText,
    timeZone: validateTimeZone,
    calendar: validateCalendar,
    cutoff: validateCutoff,
    cutoffDates: optional(record(validateCivilDate, nullable(validateTimeOfDay))),
    handling: validateRange,
    pickupCalendar: optionalCalendar,
  }),
  'origin',
  createOriginPlaceholder,
);

const validateLocalizedText = union(validateText, record(validateText, validateText));

const validateZoneRule = replaceInvalid(
  strictObject({
    country: cleanedText(
      normalizeCountry,
      [/^([A-Za-z]{2}|\*)$/, 'a country of two letters, or *'],
      [isCountryRule, 'a country of ISO 3166-1, such as DE, or *'],
    ),
    region: optionalText,
    postal: optional(array(string([/^[^]{1,}$/, 'at least 1 characters']))),
    exclude: optional(oneOf(true)),
  }),
  undefined,
  createRulePlaceholders,
);

const validateZoneTerms = replaceInvalid(
  strictObject({
    id: validateId,
    name: optional(validateLocalizedText),
    timeZone: validateTimeZone,
    match: array(validateZoneRule, 1),
  }),
  'zone',
  createZonePlaceholder,
);

const optionalIds = optional(array(validateId));

const validateNonEmptyIds = array(validateId, 1);

const validateTerm = strictObject({
  min: validateCount,
  max: validateCount,
  unit: oneOf('business', 'calendar'),
});

const optionalTerm = optional(validateTerm);

const optionalCount = optional(validateCount);

const validateFloatingTerm = object({
  min: validateCount,
  max: optionalCount,
  unit: oneOf('day', 'business-day', 'hour'),
});

const optionalFloatingTerm = optional(validateFloatingTerm);

const validateServiceTerms = replaceInvalid(
  strictObject(
    {
      zones: validateNonEmptyIds,
      transit: optionalTerm,
      floating: optionalFloatingTerm,
      transitCalendar: optionalCalendar,
      deliveryCalendar: optionalCalendar,
      price: optionalCount,
      freeFrom: optionalCount,
    },
    [isDatedOrFloating, 'either transit (days) or floating (a term), not both', 'floating'],
  ),
  'service',
  createServicePlaceholder,
);

const validateMethodTerms = replaceInvalid(
  strictObject({
    id: validateId,
    name: validateLocalizedText,
    kind: oneOf('delivery', 'pickup-point', 'store'),
    origins: optionalIds,
    transitCalendar: optionalCalendar,
    deliveryCalendar: optionalCalendar,
    services: array(validateServiceTerms, 1),
  }),
  'method',
  createMethodPlaceholder,
);

const validateInterval = tuple(validateTimeOfDay, validateTimeOfDay);

const validateIntervals = array(validateInterval);

const validateWeeklyHours = record(validateWeekdayKey, validateIntervals);

const validatePlaceTerms = replaceInvalid(
  strictObject({
    id: validateId,
    name: validateLocalizedText,
    address: optionalText,
    methods: validateNonEmptyIds,
    zones: validateNonEmptyIds,
    timeZone: validateTimeZone,
    hours: validateWeeklyHours,
    dates: optional(record(validateCivilDate, validateIntervals)),
    ready: optional(
      strictObject({
        min: validateCount,
        max: validateCount,
        count: oneOf('open', 'clock'),
      }),
    ),
  }),
  'place',
);

const optionalCivilDate = optional(validateCivilDate);

const optionalBoolean = optional(boolean);

const validateInt = int();

const validateProductTerms = replaceInvalid(
  strictObject({
    availableFrom: optionalCivilDate,
    lead: optionalTerm,
    handling: optional(validateRange),
    origin: optional(validateId),
    madeToOrder: optionalBoolean,
    stock: optional(validateInt),
    restock: optional(
      strictObject({
        availableFrom: optionalCivilDate,
        lead: optionalTerm,
      }),
    ),
    floating: optionalFloatingTerm,
    stores: optionalIds,
    methods: optionalIds,
    requiresShipping: optionalBoolean,
  }),
  'product',
  createProductPlaceholder,
);

const validateDateWindow = object(
  {
    from: validateCivilDate,
    to: optionalCivilDate,
  },
  [isOrderedWindow, 'from is not after to', 'to'],
);

const optionalDateWindow = optional(validateDateWindow);

const validateInstant = cleanedText(
  normalizeInstant,
  [
    /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/,
    'a time with its offset, as 2026-11-23T13:00:00Z',
  ],
  [isExistingInstant, 'a time that exists'],
);

const validatePresentInstant = emptyAsAbsent(validateInstant);

const optionalPresentInstant = optional(validatePresentInstant);

const validateMoney = object({
  amount: validateInt,
  currency: validateCurrencyCode,
});

const lenientText = lenient(validateText);

const optionalTimeZone = optional(validateTimeZone);

const validateEstimateStep = object({
  kind: oneOf('received', 'cutoff', 'released', 'made', 'packed', 'handed-over', 'in-transit', 'delivered', 'ready'),
  at: optional(validateInstant),
  timeZone: optionalTimeZone,
  window: optionalDateWindow,
  term: optionalFloatingTerm,
});

const validateEstimate = object(
  {
    id: validateText,
    request: optionalText,
    kind: oneOf('delivery', 'collection'),
    window: optionalDateWindow,
    term: optionalFloatingTerm,
    readyAt: optional(
      object({
        from: validateInstant,
        to: validateInstant,
      }),
    ),
    orderBy: optionalPresentInstant,
    method: optional(
      object({
        id: validateText,
        name: validateText,
        price: lenient(validateMoney),
      }),
    ),
    parcels: lenient(
      array(
        object({
          items: array(validateText),
          window: validateDateWindow,
        }),
      ),
    ),
    place: optional(
      object({
        id: optionalText,
        name: validateText,
        address: lenientText,
        hours: lenientText,
        opening: lenient(validateWeeklyHours),
      }),
    ),
    destination: optionalDestination,
    timeZone: optionalTimeZone,
    availability: lenient(oneOf('in-stock', 'pre-order', 'made-to-order', 'back-order')),
    needs: lenient(oneOf('country', 'region', 'postal')),
    validUntil: optionalPresentInstant,
    explanation: lenient(array(validateEstimateStep)),
    unavailable: optional(
      object({
        code: oneOf('no-service', 'needs-destination', 'out-of-stock', 'unknown', 'not-shipped'),
      }),
    ),
  },
  [hasAnswer, 'one of window, term, readyAt or unavailable', 'window'],
);

const lenientEstimates = lenientArray(validateEstimate);

const validateEstimateRequest = object({
  id: optionalText,
  items: array(
    object({
      sku: validateText,
      quantity: optional(int(1, undefined, 'a whole number of 1 or more')),
    }),
    1,
  ),
  destination: optionalDestination,
  method: optionalText,
  place: optionalText,
  subtotal: optionalCount,
  language: optionalText,
});

export const validateShopTerms = strictObject({
  $schema: replaceInvalid(optionalText, 'field'),
  currency: replaceInvalid(optional(validateCurrencyCode), 'field'),
  ship: replaceInvalid(optional(oneOf('together', 'split')), 'field'),
  prefer: replaceInvalid(optional(validateEstimatePreference), 'field'),
  defaultDestination: replaceInvalid(optionalDestination, 'field'),
  origins: array(validateOriginTerms, 1),
  zones: array(validateZoneTerms, 1),
  methods: array(validateMethodTerms, 1),
  places: replaceInvalid(optional(array(validatePlaceTerms)), 'field', createPlacesPlaceholder),
  products: optional(record(validateText, validateProductTerms)),
}) as DocumentValidator<ShopTerms>;

export const validateEstimateList = union(lenientEstimates, validateEstimate) as DocumentValidator<
  Estimate | Estimate[]
>;

export const validateEstimatesRequest = object({
  requests: array(validateEstimateRequest, 1, 1000),
}) as DocumentValidator<{ requests: EstimateRequest[] }>;

export const validateEstimatesResponse = union(
  lenientEstimates,
  object({
    estimates: lenientEstimates,
    serverTime: lenient(validatePresentInstant),
    prefer: lenient(validateEstimatePreference),
  }),
) as DocumentValidator<EstimatesResponse>;
