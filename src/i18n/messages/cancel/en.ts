/** English: built in, the reference for every other pack. It stands alone: nothing of another pack is needed. */
export default {
  language: 'en',

  /** Times, amounts and numbers come formatted; `{item}`, `{method}` and `{what}` are the shop's own text. */
  cancel: {
    /**
     * What is asked, by what it is about: `open` is the button, `named` how it is read out where there are
     * several; every `named` contains its `open` word for word, so that whoever says what they see is understood.
     */
    item: {
      open: 'Cancel',
      named: 'Cancel {item}',
      heading: 'Cancel {item}?',
      confirm: 'Cancel item',
      keep: 'Keep item',
      until: 'Can be canceled until {time}',
      sending: 'Canceling {item}',
      done: '{item} is canceled',
      requested: 'You asked to cancel {item}',
      refused: '{item} could not be canceled',
      unknown: 'We could not confirm that {item} was canceled',
    },
    order: {
      open: 'Cancel order',
      named: 'Cancel order {number}',
      heading: 'Cancel order {number}?',
      confirm: 'Cancel order',
      keep: 'Keep order',
      until: 'Can be canceled until {time}',
      sending: 'Canceling order {number}',
      done: 'Order {number} is canceled',
      requested: 'You asked to cancel order {number}',
      refused: 'Order {number} could not be canceled',
      unknown: 'We could not confirm that order {number} was canceled',
    },
    /** The words of the directive (EU) 2023/2673, Article 11a: in every language as its translation has them. */
    withdraw: {
      open: 'Withdraw from contract here',
      named: 'Withdraw from contract here: order {number}',
      heading: 'Withdraw from contract',
      confirm: 'Confirm withdrawal',
      keep: 'Keep order',
      until: 'You can withdraw until {time}',
      statement: 'I withdraw from the contract about order {number}',
      ordered: 'Ordered on {date}',
      durable: 'You get a confirmation with date and time, to print or to save',
      sending: 'Sending your withdrawal',
      done: 'You withdrew from the contract about order {number}',
      requested: 'We received your withdrawal from the contract about order {number}',
      refused: 'Your withdrawal from the contract about order {number} was not accepted',
      unknown: 'We could not confirm that your withdrawal arrived',
    },
    /** Where the shop decides later. */
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

    /** Label of a number field; `{count}` is how many there are. */
    quantity: 'How many of {count}',
    line: '{quantity} × {item}',
    together: 'These can only be canceled together',
    reason: 'Reason (you need not say)',
    noReason: 'Not said',
    text: 'Anything to add (you need not)',

    /** What comes back: an amount, an amount with how it comes back, and when. */
    refund: 'You get back [{amount}]',
    refundBy: 'You get back [{amount}] {method}',
    noRefund: 'How much you get back, we tell you afterwards',
    /** `{days}` is a number or a range such as 3–5; its last number decides the form. */
    days: { one: 'In {days} day', other: 'In {days} days' },
    lost: 'Does not come back: {what}',

    close: 'Close',
    /** While something is under way. */
    waiting: 'This takes longer than usual. You can close this; we keep trying',
    answerBy: 'We answer by {time}',
    follows: 'We answer here as soon as we know',

    /** Why it could not be done, or cannot. */
    why: {
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
    /** What to do instead. */
    refuseAtDoor: 'You can refuse the parcel at the door, or send it back',
    sendBack: 'You can send it back',
    returnItems: 'Return items',

    /** While the dialog is open. */
    shippedMeanwhile: 'It was sent in the meantime and can no longer be canceled',
    endedMeanwhile: 'The time for it passed in the meantime',
    changedMeanwhile: 'The order changed in the meantime. Please look again before you confirm',
    offline: 'You are offline. Nothing was sent. Try again when you are back online',
    unconfirmed: 'We asked several times and got no clear answer. Look again before you try anew',
    check: 'Check again',
    checking: 'Checking',

    receipt: 'Receipt {number}',
    receivedAt: 'Received {time}',
    print: 'Print',
    save: 'Save receipt',
    /** Name of the file that is saved, without an ending. */
    fileName: 'receipt-{number}',
  },
};
