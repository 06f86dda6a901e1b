import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { mdiCameraOutline, mdiCheck, mdiHumanHandsup, mdiTimerOutline } from '@mdi/js';
import { Icon } from '@reclimb/ui';
import { Camera } from '../camera/camera';
import { COUNTDOWNS, type CountdownSeconds } from '../countdown/countdown';
import { Detection } from '../detection/detection';
import { POSE_MODELS, type PoseModelName, poseModel } from '../detection/models';
import { StudioRecording } from '../studio-recording';
import { StudioPreferenceStore } from './preferences';

/** What is chosen before a recording: its name, the camera, the model and the countdown. All of it is remembered. */
@Component({
  selector: 'rc-setup-bar',
  imports: [Icon, MatMenuModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './setup-bar.html',
  styleUrl: './setup-bar.scss',
})
export class SetupBar {
  protected readonly recording = inject(StudioRecording);
  protected readonly camera = inject(Camera);
  private readonly detection = inject(Detection);
  private readonly preferences = inject(StudioPreferenceStore);

  protected readonly icons = {
    camera: mdiCameraOutline,
    model: mdiHumanHandsup,
    countdown: mdiTimerOutline,
    chosen: mdiCheck,
  };
  protected readonly models = POSE_MODELS;
  protected readonly countdowns = COUNTDOWNS;
  protected readonly model = computed(() =>
    poseModel(this.detection.model() ?? this.preferences.value().model),
  );
  protected readonly countdown = computed(() => this.preferences.value().countdown);
  protected readonly cameraLabel = computed(
    () => this.camera.devices().find(({ id }) => id === this.camera.deviceId())?.label ?? 'Camera',
  );

  protected rename(event: Event): void {
    this.recording.rename((event.target as HTMLInputElement).value);
  }

  protected chooseCamera(id: string): void {
    this.preferences.update({ cameraId: id });
    void this.camera.open({ exactly: id });
  }

  protected chooseModel(model: PoseModelName): void {
    this.preferences.update({ model });
    this.detection.use(model);
  }

  protected chooseCountdown(countdown: CountdownSeconds): void {
    this.preferences.update({ countdown });
  }

  protected countdownLabel(seconds: CountdownSeconds): string {
    return seconds === 0 ? 'Off' : `${seconds} s`;
  }
}
