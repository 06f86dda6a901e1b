import type { Browser } from '@playwright/test';

/** Everything that runs the pages of a browser and its camera. */
async function pageProcesses(browser: Browser): Promise<number[]> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return processInfo.filter(({ type }) => /^(renderer|video_capture)/.test(type)).map(({ id }) => id);
}

/** Closes the lid for so long: the page, its workers and the camera stand still and are not told. */
export async function closeLid(browser: Browser, milliseconds: number): Promise<void> {
  const pids = await pageProcesses(browser);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  for (const pid of pids) process.kill(pid, 'SIGCONT');
}
