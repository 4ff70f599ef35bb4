import { after, before, it } from 'node:test';
import assert from 'node:assert/strict';
import type { Access } from '../../../src/client/access.ts';
import { startOrderServer } from '../../server/order-server.ts';
import { Scene, type Way } from './scene.ts';

type Run = (scene: Scene, way: Way) => Promise<void>;

/** With a stream, or in a shop that only answers GET. */
const ways: readonly Way[] = ['stream', 'polling'];

/** The misbehaving server for the tests of a file, and how to write a line of the fault catalogue against it. */
export function useOrderServer() {
  let server = { origin: '', close: () => Promise.resolve() };
  before(async () => {
    server = await startOrderServer();
  });
  after(() => server.close());

  /** Runs a scene and checks what must hold after every line: nothing left, nothing thrown, one stream at most. */
  function line(name: string, run: Run, way: Way = 'stream', access?: () => Access): void {
    it(name, async () => {
      const scene = new Scene(server.origin, way, access?.());
      try {
        await run(scene, way);
      } finally {
        await scene.close();
      }
      await scene.isQuiet();
      assert.equal(scene.stage.hasTwoStreams, false, 'more than one stream at a time');
      assert.equal(scene.stage.time.timers, 0, 'timers left');
      assert.equal(scene.stage.listeners, 0, 'listeners left');
      assert.deepEqual(scene.stage.reported, []);
    });
  }

  function lineEachWay(name: string, run: Run, access?: () => Access): void {
    for (const way of ways) line(`${name} (${way})`, run, way, access);
  }

  return { line, lineEachWay, origin: () => server.origin };
}
