/* Compiled from the zod schemas by tools/generate-validators.ts; do not edit. */

import type { CancelRequest, Cancellation } from '../cancellation.ts';
import type { DocumentValidator } from '../validators.ts';
import type { Order } from '../order.ts';
import type { OrderEvents } from '../order-event.ts';
import type { Problem } from '../problem.ts';
import type { StreamData } from '../stream.ts';
import {
  array,
  boolean,
  cleanedText,
  int,
  nullable,
  object,
  oneOf,
  optional,
  strictObject,
  string,
  tuple,
} from '../validators.ts';
import { cleanText, plainText } from '../clean-text.ts';
import { emptyAsAbsent, lenient, lenientArray, unknown, withDefault } from '../lenient-parse.ts';
import { isCountry, normalizeCountry, normalizeCurrency } from '../normalize-code.ts';
import { isExistingDay, isExistingInstant, isOrderedWindow, isTimeZone } from '../refinements.ts';
import { normalizeEventTime, normalizeInstant } from '../normalize-time.ts';

const validateId = string([/^[^]{1,256}$/, 'an id of 1 to 256 characters']);

const validateCount = int(0, undefined, 'a whole number of 0 or more');

const validateShopText = cleanedText(plainText);

const lenientShopText = lenient(validateShopText);

const validateInstant = cleanedText(
  normalizeInstant,
  [
    /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/,
    'a time with its offset, as 2026-11-23T13:00:00Z',
  ],
  [isExistingInstant, 'a time that exists'],
);

const validatePresentInstant = emptyAsAbsent(validateInstant);

const lenientPresentInstant = lenient(validatePresentInstant);

const validateCurrencyCode = cleanedText(normalizeCurrency, [/^[A-Z]{3}$/, 'a currency such as EUR']);

const validateInt = int();

const validateMoney = object({
  amount: validateInt,
  currency: validateCurrencyCode,
});

const lenientMoney = lenient(validateMoney);

const validateCode = string([/^[^]{1,64}$/, 'a word of 1 to 64 characters']);

const validateEventTime = cleanedText(
  normalizeEventTime,
  [
    /^(?:19[7-9]\d|20\d\d|21\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:[Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/,
    'a time or a date, as 2026-11-23T13:00:00Z or 2026-11-23',
  ],
  [isExistingDay, 'a day that exists'],
);

const validatePresentEventTime = emptyAsAbsent(validateEventTime);

const lenientPresentEventTime = lenient(validatePresentEventTime);

const lenientCode = lenient(validateCode);

const validateCarrierText = cleanedText(cleanText);

const lenientCarrierText = lenient(validateCarrierText);

const validateCountryCode = cleanedText(
  normalizeCountry,
  [/^[A-Za-z]{2}$/, 'a country of two letters, such as DE'],
  [isCountry, 'a country of ISO 3166-1, such as DE'],
);

const validateTimeZone = string([isTimeZone, 'a time zone such as Europe/Berlin']);

const lenientTimeZone = lenient(validateTimeZone);

const validatePlace = object({
  name: validateCarrierText,
  address: lenientCarrierText,
  hours: lenientCarrierText,
  country: lenient(validateCountryCode),
  timeZone: lenientTimeZone,
});

const lenientPlace = lenient(validatePlace);

const validateText = string();

const lenientText = lenient(validateText);

const validateLineItem = object({
  id: validateId,
  sku: lenientText,
  title: lenient(validateShopText, () => ''),
  imageUrl: lenientText,
  url: lenientText,
  unitPrice: lenientMoney,
  quantity: lenient(
    object({
      original: validateCount,
      total: validateCount,
      fulfilled: validateCount,
    }),
  ),
});

const validateCodeOrUnknown = lenient(validateCode, () => 'unknown');

const validateQuantity = int(1, undefined, 'a whole number of 1 or more');

const optionalMoney = optional(validateMoney);

const validateOrderException = object({
  kind: validateCode,
  reason: lenientCode,
  text: lenientCarrierText,
  since: lenientPresentEventTime,
  resolvedAt: lenientPresentEventTime,
  actionRequired: lenient(
    object({
      by: validateCode,
      what: validateShopText,
      label: lenientShopText,
      until: optional(validatePresentEventTime),
      amount: optionalMoney,
      url: lenientText,
    }),
  ),
});

const lenientBoolean = lenient(boolean);

const validateShipment = object({
  id: validateId,
  direction: withDefault(oneOf('outbound', 'return'), () => 'outbound'),
  status: validateCodeOrUnknown,
  statusWord: lenientCode,
  statusAt: lenientPresentEventTime,
  method: lenientCode,
  carrier: lenient(
    object({
      name: validateShopText,
      url: lenientText,
    }),
  ),
  tracking: lenient(
    lenientArray(
      object({
        number: validateShopText,
        url: lenientText,
      }),
    ),
    () => [],
  ),
  lineItems: lenient(
    nullable(
      array(
        object({
          id: validateId,
          quantity: lenient(validateQuantity),
        }),
      ),
    ),
  ),
  place: lenientPlace,
  pickup: lenient(
    object({
      until: lenientPresentEventTime,
      code: lenientShopText,
    }),
  ),
  exceptions: lenient(lenientArray(validateOrderException), () => []),
  delivery: lenient(
    object({
      kind: validateCodeOrUnknown,
      text: lenientCarrierText,
      partial: lenientBoolean,
      damaged: lenientBoolean,
      proofUrl: lenientText,
      photoUrl: lenientText,
    }),
  ),
});

const validateCivilDate = cleanedText(
  normalizeEventTime,
  [/^(19[7-9]|20\d|21\d)\d-\d\d-\d\d$/, 'a date as YYYY-MM-DD'],
  [isExistingDay, 'a day that exists'],
);

const validateDateWindow = object(
  {
    from: validateCivilDate,
    to: optional(validateCivilDate),
  },
  [isOrderedWindow, 'from is not after to', 'to'],
);

const validateReason = object({
  code: validateCode,
  text: lenientCarrierText,
});

const lenientReason = lenient(validateReason);

const optionalId = optional(validateId);

const validateLineQuantities = array(
  object({
    id: validateId,
    quantity: validateQuantity,
  }),
);

const validateDeliveryPromise = object({
  id: validateId,
  window: lenient(validateDateWindow),
  madeAt: lenientPresentInstant,
  source: lenient(validateCode, () => 'shop'),
  reason: lenientReason,
  shipmentId: optionalId,
  lineItems: optional(validateLineQuantities),
});

const validateOrderEvent = object({
  id: validateId,
  kind: lenient(validateCode, () => 'note'),
  word: lenientCode,
  at: lenientPresentEventTime,
  shipmentId: optionalId,
  text: lenientCarrierText,
  place: lenientPlace,
  tracking: lenient(
    object({
      number: validateShopText,
      url: lenientText,
      carrier: lenient(
        object({
          name: validateShopText,
        }),
      ),
      replaces: lenientShopText,
    }),
  ),
  retracts: lenient(validateId),
  raw: lenient(unknown),
});

const lenientOrderEvents = lenientArray(validateOrderEvent);

const validateAdjustment = object({
  id: validateId,
  kind: validateCode,
  at: lenientPresentInstant,
  lineItems: lenient(validateLineQuantities),
  money: lenientMoney,
  status: validateCode,
});

const optionalShopText = optional(validateShopText);

const validateOrderAction = object({
  type: validateCode,
  mode: oneOf('instant', 'request'),
  lineItems: optional(
    lenientArray(
      object({
        id: validateId,
        maxQuantity: validateQuantity,
        together: optional(array(validateId)),
      }),
    ),
  ),
  until: optional(validatePresentInstant),
  reasons: lenient(
    lenientArray(
      object({
        code: validateCode,
        label: validateShopText,
      }),
    ),
  ),
  asksText: lenientBoolean,
  url: optional(validateText),
  refund: lenient(
    object({
      perUnit: optionalMoney,
      total: optionalMoney,
      lost: optionalShopText,
      method: optionalShopText,
      days: optional(tuple(validateCount, validateCount)),
    }),
  ),
});

const lenientInt = lenient(validateInt);

const validateStrictReason = object({
  code: validateCode,
  text: optional(validateCarrierText),
});

const lenientCount = lenient(validateCount);

const validateServerTimeData = object({
  serverTime: lenientPresentInstant,
});

export const validateOrder = object({
  id: validateId,
  version: validateCount,
  number: lenientShopText,
  placedAt: lenientPresentInstant,
  updatedAt: lenientPresentInstant,
  checkedAt: lenientPresentInstant,
  currency: lenient(validateCurrencyCode),
  total: lenientMoney,
  statusText: lenientShopText,
  hold: lenient(
    object({
      reason: validateCode,
      since: lenientPresentEventTime,
    }),
  ),
  method: lenientCode,
  place: lenientPlace,
  helpUrl: lenientText,
  timeZone: lenientTimeZone,
  lineItems: lenient(lenientArray(validateLineItem), () => []),
  shipments: lenient(lenientArray(validateShipment), () => []),
  promises: lenient(lenientArray(validateDeliveryPromise), () => []),
  events: lenient(lenientOrderEvents, () => []),
  earlierEvents: lenientText,
  adjustments: lenient(lenientArray(validateAdjustment), () => []),
  actions: lenient(lenientArray(validateOrderAction), () => []),
  epoch: lenientCode,
  serverTime: lenientPresentInstant,
}) as DocumentValidator<Order>;

export const validateOrderEvents = object({
  events: lenientOrderEvents,
  earlierEvents: lenientText,
  epoch: lenientCode,
  version: lenientInt,
  serverTime: lenientPresentInstant,
}) as DocumentValidator<OrderEvents>;

export const validateCancelRequest = strictObject({
  type: oneOf('cancel-items', 'cancel-order', 'withdraw', 'return-items', 'report-missing', 'reschedule'),
  lineItems: validateLineQuantities,
  version: validateCount,
  reason: optional(validateStrictReason),
}) as DocumentValidator<CancelRequest>;

export const validateCancellation = object({
  id: validateId,
  status: oneOf('pending', 'completed', 'rejected'),
  type: validateCode,
  lineItems: withDefault(validateLineQuantities, () => []),
  refund: lenientMoney,
  answerBy: lenientPresentInstant,
  decidedAt: lenientPresentInstant,
  reason: lenientReason,
  receipt: lenient(
    object({
      number: validateShopText,
      at: validateInstant,
      url: lenientText,
    }),
  ),
}) as DocumentValidator<Cancellation>;

export const validateProblem = object({
  type: lenientText,
  title: lenientText,
  status: lenientInt,
  detail: lenientText,
  instance: lenientText,
  code: lenientCode,
  retryAfterMs: lenientCount,
  serverTime: lenientPresentInstant,
  version: lenientCount,
}) as DocumentValidator<Problem>;

export const validateOrderData = object({
  epoch: validateCode,
  version: validateCount,
  serverTime: lenientPresentInstant,
  order: unknown,
}) as DocumentValidator<StreamData['order']>;

export const validateHeartbeatData = object({
  serverTime: lenientPresentInstant,
  epoch: lenientCode,
  version: lenientCount,
}) as DocumentValidator<StreamData['heartbeat']>;

export const validateGoneData = object({
  serverTime: lenientPresentInstant,
  retryAfterMs: lenientCount,
}) as DocumentValidator<StreamData['gone']>;

export const validateEndData = validateServerTimeData as DocumentValidator<StreamData['end']>;

export const validateAuthData = validateServerTimeData as DocumentValidator<StreamData['auth']>;
