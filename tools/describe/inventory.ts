/** What a script does on a page, in the words that an inventory of scripts asks for. */
type Description = { purpose: string; endpointsContacted: string; dataRead: string; dataKept: string };

const elements: Omit<Description, 'purpose'> = {
  endpointsContacted:
    'Only the addresses that the page gives in the attributes "endpoint" and "terms": of its own origin, or of one that the page has allowed.',
  dataRead:
    'Attributes, properties and content of the elements themselves, the language of the page, and a postcode that the customer types into them.',
  dataKept:
    'In sessionStorage: where the page sets "remember-postal", the country and postcode that the customer typed; while a cancellation is under way, the number under which it was sent, without personal data.',
};

const purposes: Record<string, string> = {
  waybill: 'Shows customers when an order arrives: all elements.',
  'cancel-item': 'Lets customers cancel an item or an order, or withdraw from the contract: <waybill-cancel-item>.',
  'order-status': 'Shows customers where their order is: <waybill-order-status>.',
  'json-ld': 'Tells search engines when an order arrives, as structured data in the page.',
  preview: 'Shows made-up orders and dates to designers. Not for pages that customers see.',
};

/** Who needs the language packs of a folder. */
const packs: Record<string, string> = { order: '<waybill-order-status>', cancel: '<waybill-cancel-item>' };

/** Description of a file of dist/cdn/. */
export function describeFile(file: string): Description {
  const name = file.replace(/(\.iife)?\.js$/, '');
  const [, part, language] = /^messages\/(?:(order|cancel)\/)?(.+)/.exec(name) ?? [];
  if (language !== undefined) {
    return {
      purpose: `Texts of ${(part && packs[part]) ?? 'the elements'} in the language "${language}".`,
      endpointsContacted: 'None.',
      dataRead: 'None.',
      dataKept: 'Nothing.',
    };
  }
  const purpose = purposes[name] ?? `Shows customers when an order arrives: <waybill-${name}>.`;
  return { purpose, ...elements };
}
