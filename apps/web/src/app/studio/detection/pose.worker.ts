/// <reference lib="webworker" />
import { buildBlazePose } from './blazepose-detector';
import type { Detector } from './detector';
import type { DetectorReport, ToDetector } from './detector-messages';
import type { PoseModelName } from './models';
import { buildMoveNet } from './movenet-detector';
import { PoseService } from './pose-service';

function build(model: PoseModelName, avoid: ReadonlySet<string>): Promise<Detector> {
  return model === 'blazepose-full' ? buildBlazePose() : buildMoveNet(model, avoid);
}

const service = new PoseService({
  build,
  report: (report: DetectorReport) => postMessage(report),
  now: () => performance.now(),
});

addEventListener('message', ({ data }: MessageEvent<ToDetector>) => {
  if (data.type === 'port') service.attach(data.port);
  else void service.load(data.model);
});
