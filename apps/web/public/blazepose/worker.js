/*
 * BlazePose in a classic worker. MediaPipe's runtime is written for a page: it adds <script> elements and asks for
 * <canvas> elements. Here a script element is importScripts and a canvas is an OffscreenCanvas, so that the page's
 * own thread never computes a pose. Messages: src/app/studio/detection/blazepose-messages.ts.
 */
'use strict';

const FILES = '/mediapipe/pose/';

self.window = self;
self.document = {
  createElement(name) {
    if (name === 'canvas') return withStyle(new OffscreenCanvas(1, 1));
    if (name === 'script') return new ScriptElement();
    throw new Error(`BlazePose asked for a <${name}>`);
  },
  body: {
    appendChild(child) {
      if (child instanceof ScriptElement) child.load();
      return child;
    },
  },
  // The runtime looks its canvas up by selector when it makes the WebGL context.
  querySelector: () => null,
  getElementById: () => null,
  addEventListener() {},
  removeEventListener() {},
};

function withStyle(canvas) {
  canvas.style = {};
  return canvas;
}

class ScriptElement extends EventTarget {
  setAttribute(name, value) {
    if (name === 'src') this.src = value;
  }
  load() {
    try {
      importScripts(this.src);
    } catch (error) {
      this.dispatchEvent(new Event('error'));
      throw error;
    }
    // As a page does: after the caller has gone on.
    setTimeout(() => this.dispatchEvent(new Event('load')));
  }
}

let pose;
let found = null;

async function load(complexity) {
  importScripts(`${FILES}pose.js`);
  pose = new self.Pose({ locateFile: (file) => FILES + file });
  pose.setOptions({
    modelComplexity: complexity,
    // Raw poses are stored; smoothing belongs to the display.
    smoothLandmarks: false,
    enableSegmentation: false,
    selfieMode: false,
    minDetectionConfidence: 0.5,
    minTrackingConfidence: 0.5,
  });
  pose.onResults((results) => {
    found =
      results.poseLandmarks?.map(({ x, y, visibility }) => [
        x,
        y,
        Math.min(1, Math.max(0, visibility ?? 0)),
      ]) ?? null;
  });
  await pose.initialize();
}

async function detect(picture, timestamp) {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  picture.close();
  found = null;
  await pose.send({ image: canvas }, timestamp);
  return found;
}

addEventListener('message', async ({ data }) => {
  try {
    if (data.type === 'load') {
      await load(data.complexity);
      postMessage({ type: 'ready' });
    } else {
      postMessage({ type: 'found', id: data.id, keypoints: await detect(data.picture, data.timestamp) });
    }
  } catch (error) {
    postMessage({ type: 'failed', id: data.id, reason: String(error?.message ?? error) });
  }
});
