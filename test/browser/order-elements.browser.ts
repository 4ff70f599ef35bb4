import { expect } from '@open-wc/testing';
import { TEST_TIMEOUT_MS, waitFor } from '../support/wait-for.ts';
import {
  closePages,
  expectText,
  findAll,
  inlineScript,
  openFrame,
  openPage,
  scriptTag,
  waitUntilSettled,
  visibleText,
} from './support/open-page.ts';
import { endStreams, fallback, order, orderSubjects } from './support/order-subjects.ts';

/* The elements of an order in pages with other scripts, strict policies and late scripts. */

const strictPolicy =
  "default-src 'none'; script-src 'nonce-shop' 'strict-dynamic'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** A script that replaces global functions. */
const replaceGlobals = `for (const name of ${JSON.stringify([
  'JSON',
  'fetch',
  'Promise',
  'setTimeout',
  'clearTimeout',
  'queueMicrotask',
  'AbortController',
  'URL',
  'Map',
  'sessionStorage',
])}) Object.defineProperty(window, name, { value: function () { throw new Error(name + ' was called'); } });`;

for (const { tag, files, expectedText, inlineMarkup, reservedSize, createFixture, isStyled } of orderSubjects)
  describe(`pages with ${tag}`, () => {
    afterEach(closePages);
    afterEach(endStreams);

    for (const file of files) {
      for (const library of [
        'prototype-1.6',
        'mootools-1.6',
        'es5-shim',
        'core-js-2',
        'zone',
        'broken-bind',
        'named-objects',
      ]) {
        it(`${file} works with ${library} [P05, P09]`, async () => {
          const { markup, assertWorks } = await createFixture();
          const libraryScript = `<script src="/test/browser/vendor/${library}.js" nonce="shop"></script>`;
          const page = await openPage(`${libraryScript}${scriptTag(file)}<body>${markup}`);
          await assertWorks(page);
          expect(page.faults.join('\n')).to.equal('');
        });
      }

      it(`${file} works with patched toJSON methods [P07]`, async () => {
        const { markup, assertWorks } = await createFixture();
        const page = await openPage(
          `<script src="/test/browser/vendor/to-json.js"></script>${scriptTag(file)}<body>${markup}`,
        );
        await assertWorks(page);
        expect(page.faults.join('\n')).to.equal('');
      });

      for (const library of ['for-in-map', 'for-in-arrays']) {
        it(`${file} works with ${library}, or leaves the fallback text with one warning [P05]`, async () => {
          const { markup } = await createFixture();
          const page = await openPage(
            `<script src="/test/browser/vendor/${library}.js"></script>${scriptTag(file)}<body>${markup}`,
          );
          await waitUntilSettled(30);
          for (const element of findAll(page, tag))
            expect(visibleText(element)).to.match(new RegExp(`^${fallback}$|${expectedText}`));
          expect([...page.faults].filter((fault) => !fault.startsWith('warn: Waybill'))).to.deep.equal([]);
          expect(page.faults.length).to.be.at.most(1, page.faults.join('\n'));
        });
      }

      it(`${file} works after the page has replaced fetch, JSON, Promise and timers [P08]`, async () => {
        const lateScript = `<script type="module" nonce="shop">${replaceGlobals} document.body.append(document.querySelector('template').content);</script>`;
        const { markup, assertWorks } = await createFixture();
        const page = await openPage(`${scriptTag(file)}<body><template>${markup}</template>${lateScript}`);
        await assertWorks(page);
        expect(page.faults.join('\n')).to.equal('');
      });

      it(`${file} twice defines its element once, silently [P10]`, async () => {
        const { markup, assertWorks, control } = await createFixture();
        const page = await openPage(`${scriptTag(file)}${scriptTag(`${file}?again`)}<body>${markup}`);
        await assertWorks(page);
        expect((await control.statistics()).maxOpenStreams).to.equal(1);
        expect(page.faults.join('\n')).to.equal('');
      });

      it(`${file} leaves a tag that the page has defined alone, with one warning [P12]`, async () => {
        const { markup } = await createFixture();
        const foreignDefinition = inlineScript(`customElements.define('${tag}', class extends HTMLElement {});`);
        const page = await openPage(`${foreignDefinition}${scriptTag(file)}<body>${markup}`);
        await waitUntilSettled();
        for (const element of findAll(page, tag)) expect(element.innerText.trim()).to.equal(fallback);
        expect(page.faults.join()).to.match(new RegExp(`^warn: Waybill: <${tag}> is already defined`));
        expect(page.faults).to.have.length(1);
      });

      it(`${file} upgrades earlier markup and keeps its properties [P13]`, async () => {
        const { markup, assertWorks } = await createFixture();
        const setOrderScript = inlineScript(`document.querySelector('.property').order = ${JSON.stringify(order)};`);
        const page = await openPage(
          `<body>${markup}<${tag} class="property" line-item="l1">${fallback}</${tag}>${setOrderScript}${scriptTag(file)}`,
        );
        await assertWorks(page);
        expect(page.faults.join('\n')).to.equal('');
      });

      it(`${file} is styled under a nonce policy without a violation [P17]`, async () => {
        const { markup, assertWorks } = await createFixture();
        const page = await openPage(`${scriptTag(file)}<body>${markup}`, {
          headers: [`content-security-policy: ${strictPolicy}`],
        });
        await assertWorks(page);
        for (const element of findAll(page, tag)) expect(isStyled(element)).to.equal(true);
        expect(page.faults.join('\n')).to.equal('');
      });

      for (const policy of ['', '; trusted-types lit-html']) {
        it(`${file} works with required trusted types${policy} [P18]`, async () => {
          const { markup, assertWorks } = await createFixture();
          const headers = [`content-security-policy: require-trusted-types-for 'script'${policy}`];
          const page = await openPage(`${scriptTag(file)}<body>${markup}`, { headers });
          await assertWorks(page);
          expect(page.faults.join('\n')).to.equal('');
        });
      }

      it(`${file} is styled without adoptable style sheets [P19]`, async () => {
        const { markup, assertWorks } = await createFixture();
        const removeAdoptedStyleSheets = inlineScript(
          'delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets;',
        );
        const page = await openPage(`${removeAdoptedStyleSheets}${scriptTag(file)}<body>${markup}`);
        await assertWorks(page);
        for (const element of findAll(page, tag)) expect(isStyled(element)).to.equal(true);
        expect(page.faults.join('\n')).to.equal('');
      });

      it(`${file} works in an opaque origin, without locks and channels [P20]`, async () => {
        const report = new Promise<{ faults: string[]; text: string }>((resolve) => {
          addEventListener(
            'message',
            function handleMessage({ data }: MessageEvent<{ faults: string[]; text: string }>) {
              if (!Array.isArray(data.faults)) return;
              removeEventListener('message', handleMessage);
              resolve(data);
            },
          );
        });
        const reportScript = inlineScript(`
        const end = performance.now() + ${TEST_TIMEOUT_MS};
        const timer = setInterval(() => {
          const text = document.querySelector('.inside').shadowRoot?.querySelector('.base')?.textContent ?? '';
          if (!text.includes('${expectedText}') && performance.now() < end) return;
          clearInterval(timer);
          parent.postMessage({ faults, text }, '*');
        }, 50);`);
        await openFrame(`${scriptTag(file)}<body>${inlineMarkup}${reportScript}`, { sandbox: 'allow-scripts' });
        const { faults, text } = await report;
        expect(text).to.contain(expectedText);
        expect(faults).to.deep.equal([]);
      });

      it(`${file} leaves the fallback text without an error if a blocker refuses its requests [P22]`, async () => {
        const { markup } = await createFixture();
        const blockRequests = inlineScript(
          'window.refused = 0; window.fetch = () => ((refused += 1), Promise.reject(new TypeError("Failed to fetch")));',
        );
        const page = await openPage(`${blockRequests}${scriptTag(file)}<body>${markup.replace(inlineMarkup, '')}`);
        await waitFor(() => (page as unknown as { refused: number }).refused >= 3, 'three refused requests');
        for (const element of findAll(page, tag)) expect(visibleText(element)).to.contain(fallback);
        expect(page.faults.join('\n')).to.equal('');
      });

      it(`${file} causes no shift with a reserved height [L12]`, async () => {
        const { markup, assertWorks } = await createFixture();
        const reservedStyle = `<style>${tag} { display: block; ${reservedSize} } body { font: 16px/1.5 sans-serif }</style>`;
        const page = await openPage(`${reservedStyle}<body>${markup}<p class="below">Content below.</p>`);
        const below = findAll(page, '.below')[0] as HTMLElement;
        await waitUntilSettled();
        const top = below.getBoundingClientRect().top;
        const tops = new Set<number>();
        const script = page.document.createElement('script');
        if (!file.includes('iife')) script.type = 'module';
        script.src = `/pages/script/${file}`;
        page.document.head.append(script);
        let isRecording = true;
        const recordTop = (): void => {
          // A frame may follow after the recording has ended.
          if (!isRecording) return;
          tops.add(below.getBoundingClientRect().top);
          requestAnimationFrame(recordTop);
        };
        recordTop();
        await expectText(page, expectedText, tag).finally(() => (isRecording = false));
        await assertWorks(page);
        expect(
          [...tops].every((value) => Math.abs(value - top) < 3),
          [...tops].join(),
        ).to.equal(true);
        expect(page.faults.join('\n')).to.equal('');
      });
    }
  });
