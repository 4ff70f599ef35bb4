/** Returns a linear congruential generator of numbers from 0 up to 1; equal seeds return equal numbers. */
export function createSeededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
