import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { BrowserLauncher } from '@web/test-runner';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import type { Executables } from './find-browsers.ts';

/** Launches WebKitGTK's MiniBrowser on its own virtual display, from the first test to the last. */
export async function createWebkitLauncher({
  browser,
  driver,
  display,
}: Required<Executables>['webkit']): Promise<BrowserLauncher> {
  const port = await findFreePort();
  const children: ChildProcess[] = [];
  const stopAll = (): void => children.splice(0).forEach((child) => child.kill());
  process.on('exit', stopAll);

  const launcher = webdriverLauncher({
    automationProtocol: 'webdriver',
    hostname: '127.0.0.1',
    port,
    path: '/',
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    } as object,
  }) as BrowserLauncher;
  launcher.name = 'WebKit';
  launcher.concurrency = 1;

  const { initialize, stop } = launcher;
  launcher.initialize = async (config, testFiles) => {
    children.push(...(await startDriver({ driver, display, port })));
    // One file at a time has the window; several would share it in frames.
    await initialize?.call(launcher, { ...config, concurrency: 1 }, testFiles);
    launcher.name = 'WebKit';
  };
  launcher.stop = async () => {
    await stop?.call(launcher);
    stopAll();
  };
  return launcher;
}

async function startDriver({
  driver,
  display,
  port,
}: {
  driver: string;
  display: string;
  port: number;
}): Promise<ChildProcess[]> {
  const server = spawn(display, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = (await once(createInterface(server.stdout), 'line')) as [string];
  const driverProcess = spawn(driver, [`--host=127.0.0.1`, `--port=${port}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      DISPLAY: `:${number}`,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    },
  });
  // The runner only reports that the page disconnected; the browser names a crash.
  createInterface(driverProcess.stderr).on('line', (line) => {
    if (/crash|terminat|memory/i.test(line)) console.error(`WebKit: ${line}`);
  });
  await waitForDriver(port);
  return [driverProcess, server];
}

async function waitForDriver(port: number): Promise<void> {
  const until = Date.now() + 10_000;
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
