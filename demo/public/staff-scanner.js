// A scanner that acts as a keyboard: it types a code, faster than hands do, and then Enter.

/** Milliseconds a character; hands need more. */
const FASTEST_HAND = 50;
const SHORTEST_CODE = 5;

/** Fields that take what is typed. */
const EDITABLE = 'textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])';

/**
 * Takes a scanned code into the field, wherever the focus is. Fields marked `data-scan` keep what they get.
 * @param {HTMLInputElement} field
 */
export function listenToScanner(field) {
  /** @type {{ at: EventTarget | null, before: string, typed: string, began: number }} */
  let burst = { at: null, before: '', typed: '', began: 0 };

  document.addEventListener(
    'keydown',
    (event) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const element = target instanceof Element ? target : null;
      if (element?.matches('[data-scan]')) return;
      const isCharacter = key.length === 1 && key !== ' ';
      if (!element?.matches(EDITABLE)) {
        // The field has the focus before the character goes anywhere.
        if (isCharacter && !element?.closest('dialog')) {
          field.focus();
          field.select();
        }
        return;
      }
      const editable = /** @type {HTMLInputElement} */ (element);
      if (isCharacter) {
        const isNew = burst.at !== target || !isFast(burst, burst.typed.length + 1);
        if (isNew) burst = { at: target, before: editable.value, typed: '', began: performance.now() };
        burst.typed += key;
      } else if (key === 'Enter' && burst.at === target && burst.typed.length >= SHORTEST_CODE && isFast(burst, burst.typed.length)) {
        event.preventDefault();
        editable.value = burst.before;
        field.value = burst.typed;
        field.form?.requestSubmit();
        burst = { at: null, before: '', typed: '', began: 0 };
      }
    },
    { capture: true },
  );
}

/**
 * @param {{ began: number }} burst
 * @param {number} characters
 */
function isFast({ began }, characters) {
  return performance.now() - began <= characters * FASTEST_HAND;
}
