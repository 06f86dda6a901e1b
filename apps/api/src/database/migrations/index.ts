import { CreateAccounts1763800000000 } from './1763800000000-create-accounts.js';
import { CreateSessions1763800100000 } from './1763800100000-create-sessions.js';
import { HotRecordings1763850000000 } from './1763850000000-hot-recordings.js';
import { CreateLibrary1763860000000 } from './1763860000000-create-library.js';
import { CreateShares1763872000000 } from './1763872000000-create-shares.js';
import { CreateWebhooks1763873000000 } from './1763873000000-create-webhooks.js';
import { AdministerUsers1763875000000 } from './1763875000000-administer-users.js';
import { CreateCleanup1763876000000 } from './1763876000000-create-cleanup.js';
import { CreateAudit1763886000000 } from './1763886000000-create-audit.js';
import { WhyVideosWent1763886100000 } from './1763886100000-why-videos-went.js';
import { CreateAccountExports1763886200000 } from './1763886200000-create-account-exports.js';
import { CountCrowdsAndPictures1763886300000 } from './1763886300000-count-crowds-and-pictures.js';

/** All migrations, oldest first. Never edit one that has landed: add the next. */
export const migrations = [
  CreateAccounts1763800000000,
  CreateSessions1763800100000,
  HotRecordings1763850000000,
  CreateLibrary1763860000000,
  CreateShares1763872000000,
  CreateWebhooks1763873000000,
  AdministerUsers1763875000000,
  CreateCleanup1763876000000,
  CreateAudit1763886000000,
  WhyVideosWent1763886100000,
  CreateAccountExports1763886200000,
  CountCrowdsAndPictures1763886300000,
];
