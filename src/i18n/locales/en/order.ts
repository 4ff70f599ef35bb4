/** English: built in, the source text of every other pack. Dates of arrival use the sentences of estimate.ts. */
export default {
  language: 'en',

  /** Times and dates are formatted before they are inserted; `{what}` is text of the shop. */
  order: {
    /**
     * The headline of an order or a parcel. Dates of arrival use the sentences of `delivery` and `collection`.
     * `{date}` begins with the weekday: "Tue, December 1", perhaps with a time. In `late` and `overdue` it may also
     * be a range ("December 1 – 3") or a sentence part ("from December 1").
     */
    headline: {
      awaiting_payment: 'Waiting for your payment',
      on_hold: 'On hold',
      canceled: 'Canceled',
      returned: 'Returned',
      partially_returned: 'Partly returned',
      delivered: 'Delivered [{date}]',
      deliveredUndated: 'Delivered',
      deliveredToday: 'Delivered [today, {time}]',
      deliveredYesterday: 'Delivered [yesterday, {time}]',
      ready_for_pickup: 'Ready for pickup',
      ready_until: 'Ready for pickup [until {date}]',
      out_for_delivery: 'Out for delivery',
      undeliverable: 'Could not be delivered',
      returning: 'On its way back to us',
      late: 'Delayed, now arriving [{date}]',
      overdue: 'Late, was due [{date}]',
      under_way: 'On its way',
      preparing: 'Being prepared',
      placed: 'Order received',
      unknown: 'No tracking information yet',
    },
    /**
     * A headline about one of several parcels. `{subject}` is a product or "Parcel 2". Each language uses one of
     * `{status}`, a headline or an issue, and `{lowerStatus}`, the same text with a lower-case first letter. The text
     * may have a colon itself.
     */
    subject: '{subject}: {lowerStatus}',
    /** Labels of steps, also of those to come, and of events in the history. Some are headlines too. */
    steps: {
      ordered: 'Ordered',
      packed: 'Packed',
      with_carrier: 'Shipped',
      at_delivery_office: 'At the delivery office',
      out_for_delivery: 'Out for delivery',
      ready_for_pickup: 'Ready for pickup',
      delivered: 'Delivered',
      collected: 'Collected',
      undeliverable: 'Could not be delivered',
      returning: 'On its way back',
      return_announced: 'Return registered',
      returned: 'Returned',
      canceled: 'Canceled',
    },
    /** The progress bar, for screen readers. `{step}` is one of `steps`. */
    progress: 'Step {number} of {count}: {step}',
    /** States of steps, for screen readers, after the label of the step. The current step has none. */
    stepState: { done: 'done', 'to-come': 'to come' },
    /** When something happened. `{day}` e.g. "today", "Sun" or "Nov 30". */
    dayTime: '{day}, {time}',
    /** After the label of a step or item to come. `{date}` as in `headline.late`. */
    expected: 'expected {date}',
    wasExpected: 'was expected {date}',

    /** The first and the current promise, side by side: "Promised November 24 – 26 · now December 3". */
    promised: 'Promised {first}',
    now: 'now [{date}]',
    /** In place of a date: "now no date yet". */
    noDate: 'no date yet',
    /** When the shop gave the current promise. */
    promiseMadeOn: 'We told you on {date}',

    /** Delivery issues: headlines, or titles above a text of the shop or the carrier. */
    issue: {
      delayed: 'Delayed',
      customs_hold: 'Held at customs',
      attempt_failed: 'We could not deliver it',
      address_issue: 'There is a problem with the address',
      refused: 'The parcel was refused',
      unclaimed: 'The parcel was not collected',
      held: 'The parcel is on hold',
      damaged: 'The parcel is damaged',
      lost: 'The parcel is lost',
      destroyed: 'The parcel was destroyed',
      missing_contents: 'Something is missing from the parcel',
      /** The customer reports a delivered parcel missing. */
      not_received: 'You reported it missing',
      overdue: 'It should have arrived by now. We have no newer date yet',
      silent: 'No news since {date}',
      unspecified: 'There is a problem with this delivery',
    },
    /** What happens next with an issue, if the shop does not say it. Nothing is promised in the name of a carrier. */
    nextStep: {
      /** Refused, unclaimed or undeliverable. */
      back: 'It usually comes back to us. Contact us about a refund or a new delivery',
      /** Lost, damaged or destroyed goods. */
      replace: 'Contact us about a replacement or a refund',
      /** After a failed attempt. */
      retry: 'The carrier usually tries again',
      /** Nothing to do. */
      wait: 'We will show any news here',
      contact: 'Contact us, and we will look into it',
    },
    /**
     * Who must act. `{what}` is a sentence of the shop. `recipient` is for layouts of one line: elsewhere the sentence
     * stands alone above its button.
     */
    todo: {
      recipient: 'Action needed: {what}',
      shop: '{what}',
      carrier: 'With the carrier: {what}',
      customs: 'With customs: {what}',
    },
    /**
     * An action with its deadline: "Choose another day, by Sun, December 6". `{date}` begins with the weekday and may
     * have a time. It is the deadline, not a part of the sentence `{what}`.
     */
    todoBy: '{what} by {date}',
    toPay: 'To pay: {amount}',
    /** The button of an action that has an amount. */
    pay: 'Pay {amount}',
    /** The link to the shop's help page. */
    help: 'Contact us',

    /** The title of a parcel among several. The text of `parcel` of the estimate. */
    parcelNumber: 'Parcel {number}',
    /** The title of a parcel that goes back to the shop. */
    return: 'Return',
    item: '{quantity} × {title}',
    notShipped: 'Not sent yet',
    /** One of several parcels, without a list of its items. */
    unknownContents: 'Contents not listed',
    /** Who has the parcel. */
    custody: {
      shop: 'With us since {date}',
      carrier: 'With the carrier since {date}',
      customs: 'At customs since {date}',
      pickup_point: 'At the pickup point since {date}',
      recipient: 'With you since {date}',
    },
    /** Buttons and links of a tracking number. */
    copy: 'Copy number',
    copied: 'Copied',
    track: 'Track the parcel',
    /** In place of `track`, if the carrier is known by its name. */
    trackWith: 'Track with {carrier}',
    corrected: 'We corrected the status on {date}',
    keptUntil: 'Kept until {date}',
    pickupEnded: 'Pickup was possible until {date}',
    code: 'Code {code}',
    deliveredTo: {
      recipient: 'Handed to you',
      neighbour: 'Left with a neighbour',
      safe_place: 'Left in a safe place',
      mailbox: 'In the mailbox',
      reception: 'Left at reception',
      locker: 'In the locker',
      pickup_point: 'At the pickup point',
      post_office: 'At the post office',
      agent: 'Handed to your representative',
    },
    proof: 'Proof of delivery',
    /** Alternative text of the photo of the parcel at the place where it was left. */
    photo: 'Photo of the delivery',
    partly: 'Only part of it was delivered',

    /** What to check if a delivered parcel is not there, and the report. */
    missing: {
      question: 'Didn’t receive it?',
      address: 'Check the delivery address',
      neighbours: 'Ask your household and neighbours',
      wait: 'Wait until {date}: parcels are sometimes marked delivered a day early',
      report: 'Report it missing',
      answerBy: 'We will answer by {date}',
      failed: 'Your report could not be sent. Please try again',
    },
    /** Before buttons such as "Cancel the order", if the order is late. */
    keepWaiting: 'You can wait, or',
    actions: {
      'cancel-order': 'Cancel the order',
      withdraw: 'Withdraw from contract here',
      'return-items': 'Return items',
      'report-missing': 'Report it missing',
      reschedule: 'Choose another day or place',
    },
    adjustment: {
      cancellation: '{quantity} × {title}: canceled',
      pending: '{quantity} × {title}: cancellation requested',
      return: '{quantity} × {title}: returned',
      return_pending: '{quantity} × {title}: return registered',
      refund: 'Refund: {amount}',
    },
    /** The disclosure with the steps of a parcel. */
    details: 'Details',
    history: 'Tracking history',
    /** Marks of events that do not count. */
    excluded: { retracted: 'Corrected', future: 'The time is not right', otherParcel: 'Not about this parcel' },
    earlier: 'Show earlier updates',
    earlierFailed: 'Earlier updates could not be loaded. Please try again',

    live: 'Live',
    loading: 'Looking up your order',
    /** Each is complete: shown alone or side by side. */
    updated: 'Updated {ago}',
    justUpdated: 'Updated just now',
    /**
     * Shown once, if the reader's clock shows another time. `{zone}` is a name of Intl, e.g. "Central European Time".
     * Names of other languages are not inflected, and in some begin with a preposition or "time:".
     */
    timesIn: 'Times in {zone}',
    stale: 'This may be out of date',
    offline: 'You are offline',
    signIn: 'Please sign in again to see the status',
    notFound: 'We cannot find this order',
    unavailable: 'The status is not available',
    unreachable: 'We cannot load your order right now. We keep trying',
    retry: 'Try again',
  },
};
