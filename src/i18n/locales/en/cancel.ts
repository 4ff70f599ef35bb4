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
      heading: 'Cancel {item}?',
      confirm: 'Cancel item',
      keep: 'Keep item',
      until: 'Can be canceled until {time}',
      sending: 'Canceling {item}',
      completed: '{item} is canceled',
      requested: 'You asked to cancel {item}',
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
      requested: 'You asked to cancel order {number}',
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
      statement: 'I withdraw from the contract about order {number}',
      ordered: 'Ordered on {date}',
      confirmationNote: 'You get a confirmation with date and time, to print or to save',
      sending: 'Sending your withdrawal',
      completed: 'You withdrew from the contract about order {number}',
      requested: 'We received your withdrawal from the contract about order {number}',
      refused: 'Your withdrawal from the contract about order {number} was not accepted',
      unconfirmed: 'We could not confirm that your withdrawal arrived',
    },
    /** The shop decides later. */
    request: {
      open: 'Ask to cancel',
      named: 'Ask to cancel {item}',
      namedOrder: 'Ask to cancel order {number}',
      heading: 'Ask to cancel {item}?',
      headingOrder: 'Ask to cancel order {number}?',
      confirm: 'Ask to cancel',
      explained: 'We check whether it can still be stopped, and answer here',
      sending: 'Sending what you asked for',
    },

    /** Label of a number field; `{count}` is its maximum. */
    quantity: 'How many of {count}',
    line: '{quantity} × {item}',
    together: 'These can only be canceled together',
    reason: 'Reason (you need not say)',
    noReason: 'Not said',
    text: 'Anything to add (you need not)',

    /** The refund: its amount, its method, and when it arrives. */
    refund: 'You get back [{amount}]',
    refundBy: 'You get back [{amount}] {method}',
    noRefund: 'How much you get back, we tell you afterwards',
    /** `{days}` is a number or a range such as 3–5; its last number selects the plural form. */
    days: { one: 'In {days} day', other: 'In {days} days' },
    notRefunded: 'Does not come back: {what}',

    close: 'Close',
    /** While a request is pending. */
    waiting: 'This takes longer than usual. You can close this; we keep trying',
    answerBy: 'We answer by {time}',
    decisionPending: 'We answer here as soon as we know',

    /** Why a cancellation was refused, or is not offered. */
    refusalReason: {
      shipped: 'It has already been sent',
      delivered: 'It has already been delivered',
      canceled: 'It is already canceled',
      requested: 'It was already asked for',
      late: 'The time for it has passed',
      notAllowed: 'This order no longer allows it',
      quantity: 'There are fewer of it now',
      notFound: 'We cannot find this order',
      denied: 'Please sign in again',
      failed: 'Something is wrong on our side',
      reason: 'The reason: {what}',
    },
    /** Alternatives to a cancellation. */
    refuseAtDoor: 'You can refuse the parcel at the door, or send it back',
    sendBack: 'You can send it back',
    returnItems: 'Return items',

    /** Changes while the dialog is open. */
    shippedSince: 'It was sent in the meantime and can no longer be canceled',
    expiredSince: 'The time for it passed in the meantime',
    /** Followed by `quantityChanged` and `refundChanged`; `{before}` and `{now}` are numbers or amounts. */
    changedSince: 'The order changed in the meantime. Please look again before you confirm',
    quantityChanged: 'The quantity was {before} and is now {now}',
    refundChanged: 'The refund was {before} and is now {now}',
    offline: 'You are offline. Nothing was sent. Try again when you are back online',
    unconfirmed: 'We asked several times and got no clear answer. Look again before you try anew',
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
