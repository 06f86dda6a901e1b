import { AccountExportEntity } from '../account-export/account-export.entity.js';
import { ApiTokenEntity } from '../accounts/api-token.entity.js';
import { LoginAttemptsEntity } from '../accounts/login-attempts.entity.js';
import { LoginEntity } from '../accounts/login.entity.js';
import { PasswordResetEntity } from '../accounts/password-reset.entity.js';
import { UserAccountEntity } from '../accounts/user-account.entity.js';
import { AuditEntryEntity } from '../audit/audit-entry.entity.js';
import { CleanupDeletionEntity } from '../cleanup/cleanup-deletion.entity.js';
import { CleanupRunEntity } from '../cleanup/cleanup-run.entity.js';
import { RetentionEntity } from '../cleanup/retention.entity.js';
import { SessionMarker } from '../markers/session-marker.entity.js';
import { MediaStoreEntity } from '../media/media-store.entity.js';
import { LibraryEntry } from '../sessions/library-entry.entity.js';
import { SessionFrame } from '../sessions/session-frame.entity.js';
import { SessionRecording } from '../sessions/session-recording.entity.js';
import { SessionShare } from '../sharing/session-share.entity.js';
import { StorageSample } from '../storage/storage-sample.entity.js';
import { WebhookDeliveryEntity } from '../webhooks/webhook-delivery.entity.js';
import { WebhookEntity } from '../webhooks/webhook.entity.js';

/** All tables, listed rather than found by a glob: Nest, the command line and the tests see the same ones. */
export const entities = [
  UserAccountEntity,
  LoginEntity,
  LoginAttemptsEntity,
  PasswordResetEntity,
  ApiTokenEntity,
  SessionRecording,
  SessionFrame,
  SessionMarker,
  LibraryEntry,
  SessionShare,
  RetentionEntity,
  CleanupRunEntity,
  CleanupDeletionEntity,
  StorageSample,
  MediaStoreEntity,
  WebhookEntity,
  WebhookDeliveryEntity,
  AuditEntryEntity,
  AccountExportEntity,
];
