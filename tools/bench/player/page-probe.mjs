// Runs in the page, before anything of it: notes when the stream is opened and when the ghost is drawn.

/** Handed to `addInitScript`: it may use nothing of this file. */
export function installProbe() {
  const probe = { opened: undefined, first: undefined, pressed: 0, drawn: 0, last: undefined, longTasks: [] };
  const { WebSocket: Plain } = globalThis;
  globalThis.WebSocket = class extends Plain {
    constructor(...args) {
      super(...args);
      if (String(args[0]).includes('/socket.io')) probe.opened ??= performance.now();
    }
  };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) probe.longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  // The canvas says which moment it shows. Attributes are looked at when the script that drew it is done.
  new MutationObserver(([{ target }]) => {
    const { timestamp } = target.dataset;
    if (timestamp === undefined || timestamp === probe.last) return;
    probe.last = timestamp;
    probe.drawn++;
    probe.first ??= performance.now();
    probe.told?.(Number(timestamp));
  }).observe(document, { subtree: true, attributeFilter: ['data-timestamp'] });
  document.addEventListener('pointerdown', () => (probe.pressed = performance.now()), { capture: true });
  globalThis.probe = probe;
}

/**
 * In the page: begins to watch for a moment near `time`. `probe.found` resolves when it has been drawn, with the
 * milliseconds since the pointer was pressed and how many times the screen was refreshed meanwhile.
 * @param {{ time: number, near: number }} options seconds
 */
export function watchFor({ time, near }) {
  const { probe } = globalThis;
  probe.pressed = 0;
  probe.found = new Promise((resolve) => {
    let beats = 0;
    const beat = () => {
      if (probe.pressed > 0) beats++;
      probe.beat = requestAnimationFrame(beat);
    };
    beat();
    probe.told = (drawn) => {
      if (probe.pressed === 0 || Math.abs(drawn - time) > near) return;
      probe.told = undefined;
      cancelAnimationFrame(probe.beat);
      resolve({ milliseconds: performance.now() - probe.pressed, beats });
    };
  });
}

/** In the page: for so many seconds, how often the screen was refreshed and how often another moment was drawn. */
export async function drawnInSeconds(seconds) {
  const { probe } = globalThis;
  const video = document.querySelector('rc-replay-stage video');
  const begun = performance.now();
  const before = probe.drawn;
  let beats = 0;
  const shown = new Set();
  const note = (_now, { mediaTime }) => {
    shown.add(mediaTime);
    video.requestVideoFrameCallback(note);
  };
  video?.requestVideoFrameCallback(note);
  while (performance.now() - begun < seconds * 1000) {
    await new Promise(requestAnimationFrame);
    beats++;
  }
  const passed = (performance.now() - begun) / 1000;
  return {
    beats: beats / passed,
    drawn: (probe.drawn - before) / passed,
    pictures: shown.size / passed,
    longTasks: probe.longTasks.filter(({ startTime }) => startTime >= begun).length,
  };
}

/** In the page: the screen's own rate, with a canvas of the window's size on which one line is drawn. */
export async function bareCanvas(seconds) {
  const canvas = document.body.appendChild(document.createElement('canvas'));
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  canvas.style.cssText = 'position:fixed;inset:0';
  const context = canvas.getContext('2d');
  const begun = performance.now();
  let beats = 0;
  while (performance.now() - begun < seconds * 1000) {
    await new Promise(requestAnimationFrame);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.beginPath();
    context.moveTo(beats % canvas.width, 0);
    context.lineTo(canvas.width / 2, canvas.height);
    context.stroke();
    beats++;
  }
  return (beats * 1000) / (performance.now() - begun);
}

/** In the page: milliseconds from setting a bare video's time to its picture there, for each of the times. */
export async function bareVideoSeeks({ url, times }) {
  const video = document.body.appendChild(document.createElement('video'));
  video.muted = true;
  video.preload = 'auto';
  video.src = url;
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.onerror = () => reject(new Error('The bare video cannot be played'));
  });
  const took = [];
  for (const time of times) {
    const begun = performance.now();
    const shown = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    video.currentTime = time;
    await shown;
    took.push(performance.now() - begun);
  }
  return took;
}
