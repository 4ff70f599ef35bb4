// Reads codes by the camera, where the browser can.

/** Milliseconds between two looks. */
const LOOK = 150;

/** @type {any} */
const Detector = /** @type {any} */ (globalThis).BarcodeDetector;

/**
 * Shows the buttons beside the fields of a page.
 * @param {ParentNode} page
 */
export function offerCamera(page) {
  if (!Detector || !navigator.mediaDevices?.getUserMedia) return;
  for (const button of page.querySelectorAll('[data-camera-for]')) {
    if (!(button instanceof HTMLButtonElement) || !button.hidden) continue;
    button.hidden = false;
    button.addEventListener('click', () => void readInto(button));
  }
}

/** @param {HTMLButtonElement} button */
async function readInto(button) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset['cameraFor'] ?? ''));
  const said = /** @type {HTMLElement} */ (document.querySelector('#said'));
  /** @type {MediaStream} */
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch {
    said.textContent = 'The camera cannot be used here. Type the number, or use a scanner.';
    return;
  }
  const code = await readCode(stream);
  for (const track of stream.getTracks()) track.stop();
  if (code === undefined) return button.focus();
  field.value = code;
  // The page's own field looks it up; others wait for what else is to be said.
  if (field.id === 'code') field.form?.requestSubmit();
  else field.focus();
}

/**
 * The first code the camera sees; `undefined` where it was closed before.
 * @param {MediaStream} stream
 * @returns {Promise<string | undefined>}
 */
async function readCode(stream) {
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('#camera'));
  const video = /** @type {HTMLVideoElement} */ (dialog.querySelector('video'));
  const detector = new Detector();
  video.srcObject = stream;
  dialog.showModal();
  await video.play().catch(() => undefined);
  let code;
  while (dialog.open && code === undefined) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    const seen = await detector.detect(video).catch(() => []);
    code = seen[0]?.rawValue || undefined;
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    if (code === undefined) await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  dialog.close();
  video.srcObject = null;
  return code;
}
