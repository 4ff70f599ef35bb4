import { expect } from '@open-wc/testing';
import { closePages, findAll, inlineScript, openPage, scriptTag } from './support/open-page.ts';

/* Browsers of 2021 and 2022, simulated: the features that they lack are deleted before the built files load. */

const removals = [
  'delete Array.prototype.toSorted; delete Array.prototype.toReversed',
  'delete Array.prototype.at; delete String.prototype.at',
  'delete Array.prototype.findLast; delete Array.prototype.findLastIndex',
  'delete Object.hasOwn',
  'delete window.structuredClone; delete Array.prototype.toSorted; delete Array.prototype.at; delete Object.hasOwn',
] as const;
const tags = ['waybill-order-status', 'waybill-cancel-item', 'waybill-delivery-estimate'] as const;

describe('engines without newer features', () => {
  afterEach(closePages);

  for (const file of ['waybill.iife.js', 'waybill.js'])
    for (const removal of removals)
      it(`${file} defines nothing, warns once and keeps the page's own text after "${removal}" (E7)`, async () => {
        const markup = tags.map((tag) => `<${tag}>See your mail</${tag}>`).join('');
        const page = await openPage(`${inlineScript(removal)}${scriptTag(file)}<body>${markup}`);
        for (const tag of tags) {
          expect(page.customElements.get(tag) === undefined).to.equal(true);
          expect(findAll(page, tag).map((element) => element.innerText)).to.deep.equal(['See your mail']);
        }
        expect(page.faults.length).to.equal(1);
        expect(page.faults[0]).to.contain('this browser is too old');
      });
});
