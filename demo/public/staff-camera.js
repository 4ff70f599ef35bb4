// Reads codes with the camera, if the browser has `BarcodeDetector`.

const DETECTION_INTERVAL_MS = 150;

/** @type {any} */
const Detector = /** @type {any} */ (globalThis).BarcodeDetector;

/**
 * Shows the camera buttons of a page.
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
  const statusElement = /** @type {HTMLElement} */ (document.querySelector('#status'));
  /** @type {MediaStream} */
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch {
    statusElement.textContent = 'The camera cannot be used here. Type the number, or use a scanner.';
    return;
  }
  const code = await readCode(stream);
  for (const track of stream.getTracks()) track.stop();
  if (code === undefined) return button.focus();
  field.value = code;
  // The code field submits its form; other forms have more fields.
  if (field.id === 'code') field.form?.requestSubmit();
  else field.focus();
}

/**
 * Resolves to the first code; to `undefined` if the staff closes the camera.
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
    // oxlint-disable-next-line no-await-in-loop -- one picture at a time
    const codes = await detector.detect(video).catch(() => []);
    code = codes[0]?.rawValue || undefined;
    // oxlint-disable-next-line no-await-in-loop -- one picture at a time
    if (code === undefined) await new Promise((resolve) => setTimeout(resolve, DETECTION_INTERVAL_MS));
  }
  dialog.close();
  video.srcObject = null;
  return code;
}
