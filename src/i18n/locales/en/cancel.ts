/** English: built in, the source text of every other pack. Needs no other pack. */
export default {
  language: 'en',

  /** Times, amounts and numbers are formatted before they are inserted; `{item}`, `{method}` and `{what}` are text of the shop. */
  cancel: {
    /**
     * By the target of the cancellation. `open` is the label of the button, `named` its accessible name among
     * several buttons: it contains `open` literally, so that speech control finds it (WCAG 2.5.3).
     */
    item: {
      open: 'Cancel',
      named: 'Cancel {item}',
      heading: 'Cancel “{item}”?',
      confirm: 'Cancel item',
      keep: 'Keep item',
      until: 'Can be canceled until {time}',
      sending: 'Canceling {item}',
      completed: '{item} is canceled',
      requested: 'Cancellation requested: {item}',
      refused: '{item} could not be canceled',
      unconfirmed: 'We could not confirm that {item} was canceled',
    },
    order: {
      open: 'Cancel order',
      named: 'Cancel order {number}',
      heading: 'Cancel order {number}?',
      confirm: 'Cancel order',
      keep: 'Keep order',
      until: 'Can be canceled until {time}',
      sending: 'Canceling order {number}',
      completed: 'Order {number} is canceled',
      requested: 'Cancellation requested: order {number}',
      refused: 'Order {number} could not be canceled',
      unconfirmed: 'We could not confirm that order {number} was canceled',
    },
    /** The wording of Directive (EU) 2023/2673, Article 11a, in its official translation. */
    withdraw: {
      open: 'Withdraw from contract here',
      named: 'Withdraw from contract here: order {number}',
      heading: 'Withdraw from contract',
      confirm: 'Confirm withdrawal',
      keep: 'Keep order',
      until: 'You can withdraw until {time}',
      statement: 'I withdraw from the contract for order {number}',
      ordered: 'Ordered on {date}',
      confirmationNote: 'You will get a confirmation with date and time to print or save',
      sending: 'Sending your withdrawal',
      completed: 'You withdrew from the contract for order {number}',
      requested: 'We received your withdrawal from the contract for order {number}',
      refused: 'Your withdrawal from the contract for order {number} was not accepted',
      unconfirmed: 'We could not confirm that your withdrawal arrived',
    },
    /** The shop decides later. */
    request: {
      open: 'Request cancellation',
      named: 'Request cancellation of {item}',
      namedOrder: 'Request cancellation of order {number}',
      heading: 'Request cancellation of “{item}”?',
      headingOrder: 'Request cancellation of order {number}?',
      confirm: 'Request cancellation',
      explained: 'We will check whether it can still be canceled and answer here',
      sending: 'Sending your request',
    },

    quantity: 'Quantity',
    /** Beside the field: its maximum. */
    quantityOf: 'of {count}',
    /** Accessible names of the buttons − and +. */
    fewer: 'Decrease quantity',
    more: 'Increase quantity',
    /** The error of a field with anything else. */
    quantityRange: 'Enter a whole number from 1 to {count}',
    line: '{quantity} × {item}',
    together: 'These can only be canceled together',
    reason: 'Reason (optional)',
    noReason: 'Prefer not to say',
    text: 'Comments (optional)',

    /** The refund: its amount, its method, and when it arrives. */
    refund: 'Your refund: [{amount}]',
    refundBy: 'Your refund: [{amount}] {method}',
    noRefund: 'We will confirm your refund amount',
    /** `{days}` is a number or a range such as 3–5; its last number selects the plural form. */
    days: { one: 'Within {days} day', other: 'Within {days} days' },
    notRefunded: 'Not refunded: {what}',

    close: 'Close',
    /** While a request is pending. */
    waiting: 'This takes longer than usual. We will keep trying if you close this',
    answerBy: 'We will answer by {time}',
    decisionPending: 'We will answer here as soon as we know',

    /** Why a cancellation was refused, or is not offered. */
    refusalReason: {
      shipped: 'It has already been sent',
      delivered: 'It has already been delivered',
      canceled: 'It is already canceled',
      requested: 'Already requested',
      late: 'The cancellation deadline has passed',
      notAllowed: 'This is no longer possible for this order',
      quantity: 'The quantity has changed',
      notFound: 'We cannot find this order',
      denied: 'Please sign in again',
      failed: 'Something went wrong on our side',
      reason: 'The reason: {what}',
    },
    /** Alternatives to a cancellation. */
    refuseAtDoor: 'You can refuse the parcel at the door, or send it back',
    sendBack: 'You can send it back',
    returnItems: 'Return items',

    /** Changes while the dialog is open. */
    shippedSince: 'It has already been sent and can no longer be canceled',
    /** Followed by `quantityChanged` and `refundChanged`; `{before}` and `{now}` are numbers or amounts. */
    changedSince: 'The order has changed. Please check it before you confirm',
    quantityChanged: 'Quantity: was {before}, now [{now}]',
    refundChanged: 'Refund: was {before}, now [{now}]',
    offline: 'You are offline. Nothing was sent. Try again when you are back online',
    unconfirmed: 'Please check the order before trying again',
    check: 'Check again',
    checking: 'Checking',

    receipt: 'Receipt {number}',
    receivedAt: 'Received {time}',
    print: 'Print',
    save: 'Save receipt',
    /** Name of the saved file, without its extension. */
    fileName: 'receipt-{number}',
  },
};
