import type { AdapterDescription, GraphicsProbe } from './back-end';

/** The part of WebGPU that is looked at: type declarations lag behind where browsers keep these words. */
interface GpuNavigator {
  readonly gpu?: {
    requestAdapter(): Promise<{
      readonly isFallbackAdapter?: boolean;
      readonly info?: {
        readonly isFallbackAdapter?: boolean;
        readonly architecture?: string;
        readonly description?: string;
      };
    } | null>;
  };
}

/** Looks at the graphics of the browser this runs in. */
export const browserGraphics: GraphicsProbe = {
  async webgpuAdapter(): Promise<AdapterDescription | null> {
    const adapter = await (navigator as unknown as GpuNavigator).gpu
      ?.requestAdapter()
      // A driver on the browser's block list rejects instead of answering null: there is no adapter either way.
      .catch(() => null);
    if (!adapter) return null;
    return {
      isFallback: adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false,
      name: `${adapter.info?.architecture ?? ''} ${adapter.info?.description ?? ''}`,
    };
  },

  webglRenderer(): string | null {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!gl) return null;
    const info = gl.getExtension('WEBGL_debug_renderer_info');
    const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    // Contexts are few: the probe's own must not wait for the garbage collector.
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    return renderer;
  },
};
