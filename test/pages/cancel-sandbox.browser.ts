import { expect } from '@open-wc/testing';
import { GIVE_UP_MS } from '../support/until.ts';
import { clickInFrame, closePages, inline, openFrame, scriptTag } from './support/open-page.ts';
import { orderSubjects } from './support/order-subjects.ts';

/* Where storage, locks and channels throw, and nobody can look in: the page itself tells how far it is. */

type Told = { step: 'asks' | 'done'; text: string; faults: string[]; at?: { x: number; y: number } };

function hear(step: Told['step']): Promise<Told> {
  return new Promise((resolve) => {
    addEventListener('message', function listen({ data }: MessageEvent<Partial<Told>>) {
      if (data.step !== step) return;
      removeEventListener('message', listen);
      resolve(data as Told);
    });
  });
}

const drive = `
  const element = document.querySelector('.inside');
  const part = (name) => element.shadowRoot?.querySelector('[part~="' + name + '"]');
  const tell = (step, at) => parent.postMessage({ step, at, faults, text: element.shadowRoot.textContent }, '*');
  element.cancel = async (request) => ({ id: 'c1', status: 'completed', type: request.type, lineItems: request.lineItems });
  const opened = setInterval(() => {
    if (!part('confirm')) return part('open')?.click();
    clearInterval(opened);
    const { left, top, width, height } = part('confirm').getBoundingClientRect();
    tell('asks', { x: left + width / 2, y: top + height / 2 });
    const end = performance.now() + ${GIVE_UP_MS};
    const closed = setInterval(() => {
      if (!part('outcome') && performance.now() < end) return;
      clearInterval(closed);
      tell('done');
    }, 30);
  }, 30);`;

describe('the cancel element in a frame of nobody’s origin', () => {
  afterEach(closePages);

  for (const { tag, files, inside } of orderSubjects) {
    if (tag !== 'waybill-cancel-item') continue;
    for (const file of files) {
      it(`P20: ${file} cancels although nothing can be kept`, async () => {
        const asks = hear('asks');
        const frame = await openFrame(`${scriptTag(file)}<body>${inside}${inline(drive)}`, { sandbox: 'allow-scripts' });
        const { at = { x: 0, y: 0 } } = await asks;
        const done = hear('done');
        await clickInFrame(frame, at);
        const { text, faults } = await done;
        expect(text).to.contain('Blue mug is canceled');
        expect(faults).to.deep.equal([]);
      });
    }
  }
});
