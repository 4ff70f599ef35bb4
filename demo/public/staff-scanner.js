// A scanner that acts as a keyboard: it types a code, faster than a person, and then Enter.

/** Milliseconds per character. A person is slower. */
const MAX_CHARACTER_MS = 50;
const MIN_CODE_LENGTH = 5;

/** Fields for typed text. */
const EDITABLE = 'textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])';

/**
 * Submits a scanned code in the given field, wherever the focus is. A field with `data-scan` keeps its own input.
 * @param {HTMLInputElement} field
 */
export function listenForScannerInput(field) {
  /** @type {{ target: EventTarget | null, valueBefore: string, typed: string, startedAt: number }} */
  let burst = { target: null, valueBefore: '', typed: '', startedAt: 0 };

  document.addEventListener(
    'keydown',
    (event) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const element = target instanceof Element ? target : null;
      if (element?.matches('[data-scan]')) return;
      const isCharacter = key.length === 1 && key !== ' ';
      if (!element?.matches(EDITABLE)) {
        // The character goes to the field: `keydown` precedes the input.
        if (isCharacter && !element?.closest('dialog')) {
          field.focus();
          field.select();
        }
        return;
      }
      const editable = /** @type {HTMLInputElement} */ (element);
      if (isCharacter) {
        const isNew = burst.target !== target || !isFast(burst, burst.typed.length + 1);
        if (isNew) burst = { target, valueBefore: editable.value, typed: '', startedAt: performance.now() };
        burst.typed += key;
      } else if (
        key === 'Enter' &&
        burst.target === target &&
        burst.typed.length >= MIN_CODE_LENGTH &&
        isFast(burst, burst.typed.length)
      ) {
        event.preventDefault();
        editable.value = burst.valueBefore;
        field.value = burst.typed;
        field.form?.requestSubmit();
        burst = { target: null, valueBefore: '', typed: '', startedAt: 0 };
      }
    },
    { capture: true },
  );
}

/**
 * @param {{ startedAt: number }} burst
 * @param {number} characters
 */
function isFast({ startedAt }, characters) {
  return performance.now() - startedAt <= characters * MAX_CHARACTER_MS;
}
