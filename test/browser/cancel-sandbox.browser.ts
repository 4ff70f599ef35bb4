import { expect } from '@open-wc/testing';
import { TEST_TIMEOUT_MS } from '../support/wait-for.ts';
import { clickInFrame, closePages, inlineScript, openFrame, scriptTag } from './support/open-page.ts';
import { orderSubjects } from './support/order-subjects.ts';

/* Storage, locks and channels throw in an opaque origin. The page reports its progress with messages. */

type ProgressMessage = {
  step: 'dialog-open' | 'completed';
  text: string;
  faults: string[];
  at?: { x: number; y: number };
};

function waitForMessage(step: ProgressMessage['step']): Promise<ProgressMessage> {
  return new Promise((resolve) => {
    addEventListener('message', function listen({ data }: MessageEvent<Partial<ProgressMessage>>) {
      if (data.step !== step) return;
      removeEventListener('message', listen);
      resolve(data as ProgressMessage);
    });
  });
}

const cancelScript = `
  const element = document.querySelector('.inside');
  const part = (name) => element.shadowRoot?.querySelector('[part~="' + name + '"]');
  const report = (step, at) => parent.postMessage({ step, at, faults, text: element.shadowRoot.textContent }, '*');
  element.cancel = async (request) => ({ id: 'c1', status: 'completed', type: request.type, lineItems: request.lineItems });
  const opened = setInterval(() => {
    if (!part('confirm')) return part('trigger')?.click();
    clearInterval(opened);
    const { left, top, width, height } = part('confirm').getBoundingClientRect();
    report('dialog-open', { x: left + width / 2, y: top + height / 2 });
    const end = performance.now() + ${TEST_TIMEOUT_MS};
    const closed = setInterval(() => {
      if (!part('outcome') && performance.now() < end) return;
      clearInterval(closed);
      report('completed');
    }, 30);
  }, 30);`;

describe('a cancel element in a frame with an opaque origin', () => {
  afterEach(closePages);

  for (const { tag, files, inlineMarkup } of orderSubjects) {
    if (tag !== 'waybill-cancel-item') continue;
    for (const file of files) {
      it(`${file} cancels without storage [P20]`, async () => {
        const dialogOpened = waitForMessage('dialog-open');
        const frame = await openFrame(`${scriptTag(file)}<body>${inlineMarkup}${inlineScript(cancelScript)}`, {
          sandbox: 'allow-scripts',
        });
        const { at = { x: 0, y: 0 } } = await dialogOpened;
        const completed = waitForMessage('completed');
        await clickInFrame(frame, at);
        const { text, faults } = await completed;
        expect(text).to.contain('Blue mug is canceled');
        expect(faults).to.deep.equal([]);
      });
    }
  }
});
