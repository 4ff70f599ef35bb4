import type { DeliveryKind, DeliveryMethod, EventKind, ExceptionKind } from './codes.ts';
import type { ShipmentStatus } from './shipment-statuses.ts';

/*
 * Words of platforms and carriers, by the code that they mean. Case, spaces, hyphens and underscores do not matter, so
 * that `In-Transit` needs no entry. Of two meanings, the one that claims less is taken.
 */

/** Words for one list of codes, separated by spaces. */
type Synonyms<Code extends string> = Readonly<Record<Code, string>>;

const statusSynonyms: Synonyms<ShipmentStatus> = {
  unknown: 'exception failure error not_found expired',
  preparing:
    'placed ordered new open created confirmed pending processing in_progress unfulfilled awaiting_shipment ' +
    'awaiting_fulfillment label_created label_printed label_purchased info_received pre_transit announced',
  packed: 'ready_to_ship ready_for_dispatch awaiting_carrier',
  accepted: 'shipped dispatched despatched sent posted mailed handed_to_carrier',
  in_transit:
    'transit en_route on_the_way on_its_way under_way arrived_at_facility departed_facility at_delivery_depot delayed ' +
    'delivery_attempted attempted attempt_fail failed_attempt',
  out_for_delivery: 'with_driver with_courier in_delivery',
  ready_for_pickup: 'ready_to_collect ready_for_collection available_for_pickup awaiting_pickup awaiting_collection',
  delivered: 'delivered_to_neighbour delivered_to_neighbor left_in_safe_place',
  undeliverable: 'not_delivered delivery_failed failed_delivery',
  returning: 'return_to_sender return_started return_in_transit',
  returned: 'returned_to_sender',
  canceled: 'cancelled voided',
};

const eventSynonyms: Synonyms<EventKind> = {
  placed: 'ordered created new',
  payment_confirmed: 'paid payment_received',
  on_hold: '',
  packed: statusSynonyms.packed,
  label_created: 'label_printed label_purchased info_received pre_transit announced',
  pickup_scheduled: '',
  pickup_failed: '',
  accepted: statusSynonyms.accepted,
  arrived_at_facility: 'arrived arrival_scan',
  departed_facility: 'departed departure_scan',
  in_transit: 'transit en_route on_the_way on_its_way under_way',
  handed_to_partner: '',
  export_customs: '',
  import_customs: 'customs customs_clearance',
  customs_cleared: 'released_by_customs',
  arrived_in_destination_country: '',
  at_delivery_depot: 'at_depot arrived_at_destination',
  delivery_scheduled: '',
  out_for_delivery: statusSynonyms.out_for_delivery,
  delivery_attempted: `attempted attempt_fail failed_attempt ${statusSynonyms.undeliverable}`,
  ready_for_pickup: statusSynonyms.ready_for_pickup,
  delivered: statusSynonyms.delivered,
  return_started: 'returning return_to_sender return_in_transit',
  returned_to_sender: 'returned',
  promise_changed: '',
  items_canceled: '',
  canceled: statusSynonyms.canceled,
  // Work of the shop, which is no scan of a carrier.
  note: 'preparing pending processing in_progress confirmed refunded comment info',
};

const methodSynonyms: Synonyms<DeliveryMethod> = {
  courier: 'home home_delivery door_to_door local_delivery',
  post: 'mail letter postal',
  pickup: 'parcel_shop pickup_point collection_point access_point service_point',
  locker: 'parcel_locker packstation',
  store: 'click_and_collect in_store store_pickup local_pickup',
  digital: 'download email virtual',
};

const exceptionSynonyms: Synonyms<ExceptionKind> = {
  delayed: 'delay weather',
  customs_hold: 'customs customs_delay',
  attempt_failed: 'failed_attempt attempt_fail delivery_attempted not_home',
  address_issue: 'bad_address wrong_address invalid_address',
  refused: 'rejected',
  unclaimed: 'not_collected',
  held: 'hold on_hold',
  damaged: 'damage',
  lost: 'missing',
  destroyed: '',
  missing_contents: '',
  not_received: '',
  overdue: '',
  silent: '',
  other: 'exception unknown failure error',
};

const deliveryKindSynonyms: Synonyms<DeliveryKind> = {
  recipient: 'customer addressee consignee in_person',
  neighbour: 'neighbor',
  safe_place: 'left_at_door front_door porch garage',
  mailbox: 'letterbox postbox',
  reception: 'front_desk',
  locker: 'parcel_locker packstation',
  pickup_point: 'parcel_shop access_point service_point',
  post_office: '',
  agent: '',
  unknown: '',
};

/** A list of codes with the words of other systems. */
export type CodeList = 'status' | 'event' | 'method' | 'exception' | 'delivery';

export const synonymsByList: Readonly<Record<CodeList, Synonyms<string>>> = {
  status: statusSynonyms,
  event: eventSynonyms,
  method: methodSynonyms,
  exception: exceptionSynonyms,
  delivery: deliveryKindSynonyms,
};

const normalizeWord = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, '');

const indexes = new Map<CodeList, ReadonlyMap<string, string>>();

/** Codes by themselves and by normalized words. A code precedes a word that looks like it. */
function getIndex(list: CodeList): ReadonlyMap<string, string> {
  let index = indexes.get(list);
  if (!index) {
    const words = Object.entries(synonymsByList[list]).flatMap(([code, text]) =>
      (text.match(/\S+/g) ?? []).map((word): [string, string] => [normalizeWord(word), code]),
    );
    const codes = Object.keys(synonymsByList[list]).flatMap((code): [string, string][] => [
      [normalizeWord(code), code],
      [code, code],
    ]);
    index = new Map([...words, ...codes]);
    indexes.set(list, index);
  }
  return index;
}

/** Words of statuses and events that mean `delivered` for some delivery methods, and `accepted` for all others. */
export const methodDependentWords: readonly { readonly words: string; readonly methods: readonly DeliveryMethod[] }[] =
  [
    {
      // The customer has collected the parcel, or the carrier has.
      words: 'picked_up collected handed_over',
      methods: ['pickup', 'locker', 'store'],
    },
    {
      // Shops set these when they hand a parcel to the carrier, a bag to the customer, or a file to the page.
      words: 'fulfilled completed complete',
      methods: ['store', 'digital'],
    },
  ];

const findMeaning = (normalized: string): (typeof methodDependentWords)[number] | undefined =>
  methodDependentWords.find(({ words }) => words.split(' ').some((word) => normalizeWord(word) === normalized));

/** Whether the meaning of a status or of a kind of event depends on the delivery method. */
export const dependsOnMethod = (word: string): boolean => findMeaning(normalizeWord(word)) !== undefined;

/**
 * The code of a list that a word means: a code itself, a word of another system, or either in another spelling.
 * `undefined` for other words. `method` is the delivery method of the parcel.
 */
export function resolveWord(list: CodeList, word: string, method?: string): string | undefined {
  const index = getIndex(list);
  if (index.get(word) === word) return word;
  const normalized = normalizeWord(word);
  const meaning = list === 'status' || list === 'event' ? findMeaning(normalized) : undefined;
  if (meaning) return meaning.methods.some((each) => each === method) ? 'delivered' : 'accepted';
  return index.get(normalized);
}
